/** Intervals to allocate: one time in twenty none of it is sampled, and the clock stands where the youngest live sample was born. */
const INTERVALS = 3;
const CHUNK_BYTES = 4096;
const WORD_BYTES = 8;

/**
 * Allocates enough to be sampled, for as long as the caller keeps what it gets. V8 tells how much was allocated only by the
 * numbers of samples that live, and right after a collection the youngest of those may be long past. The name is known to
 * whoever makes a profile of the samples, so that these are left out.
 */
export function heaptideMarksTheClock(interval: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil((INTERVALS * interval) / CHUNK_BYTES) }, () =>
    new Array<number>(CHUNK_BYTES / WORD_BYTES).fill(0),
  );
}
