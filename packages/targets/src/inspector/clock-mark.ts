/** As the agent names it: what stands below this function is no memory of anyone's. */
export const CLOCK_MARK = 'heaptideMarksTheClock';

/** Intervals to allocate: one time in twenty none of it is sampled, and the clock stands where the youngest live sample was born. */
const INTERVALS = 3;
const ARRAY_ITEMS = 512;
const ITEM_BYTES = 8;
const KEY = `Symbol.for('heaptide.mark')`;

/**
 * Allocates enough to be sampled, and keeps it until {@link UNMARK_CLOCK}. V8 tells how much was allocated only by the numbers of samples that live, and
 * right after a collection the youngest of those may be long past.
 */
export function markClock(interval: number): string {
  const arrays = Math.ceil((INTERVALS * interval) / (ARRAY_ITEMS * ITEM_BYTES));
  return `(function () {
  function ${CLOCK_MARK}(kept) { for (var i = 0; i < ${arrays}; i++) kept.push(new Array(${ARRAY_ITEMS}).fill(0)); return kept }
  globalThis[${KEY}] = ${CLOCK_MARK}([]);
})()`;
}

export const UNMARK_CLOCK = `delete globalThis[${KEY}]`;
