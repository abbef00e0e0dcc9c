/** Readings that a verdict is planned with: what confirming a leak takes at least, and two for looks that are merely weak. */
export const READINGS_WANTED = 16;
/** Work between two readings that is worth a reading, in time. */
const SHORTEST_PART_MS = 700;

/**
 * In how many parts, of which each ends with a reading, a round is cut so that the rounds give {@link READINGS_WANTED}
 * readings together with the one before them; fewer for work that takes little time.
 */
export function readingsInRound(rounds: number, milliseconds: number): number {
  const wanted = Math.ceil((READINGS_WANTED - 1) / rounds);
  return Math.max(1, Math.min(wanted, Math.floor(milliseconds / SHORTEST_PART_MS)));
}
