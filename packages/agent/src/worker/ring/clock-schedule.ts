/** A young process changes quickly, and may not live long. */
const FIRST_MOMENTS_MS = [5000, 15_000, 30_000, 60_000];

/**
 * When the ring's next capture by the clock is due, in milliseconds since the ring was started: after 5, 15, 30 and 60
 * seconds, then every `periodMs`. A shorter period holds from the beginning.
 */
export function nextClockMoment(elapsedMs: number, periodMs: number): number {
  const early = FIRST_MOMENTS_MS.find((moment) => moment > elapsedMs) ?? Infinity;
  return Math.min(early, elapsedMs + periodMs);
}
