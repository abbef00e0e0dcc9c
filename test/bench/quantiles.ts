/** @throws {RangeError} without values. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A range that holds the true median. */
export interface MedianInterval {
  readonly low: number;
  readonly high: number;
  /** How probable it is that it does; below 0.95 where there are fewer than six values. */
  readonly confidence: number;
}

/**
 * The narrowest interval between two of the values, counted from both ends, that holds the median of what they were
 * drawn from with a probability of 95 %; whatever the distribution, since each value falls on either side of the median
 * with probability 1/2 (the interval that belongs to the sign test).
 *
 * @throws {RangeError} without values.
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = ascending(values);
  const n = sorted.length;
  // Probability that at most `cut` values lie below the median, which is that of missing it on one side.
  let term = 0.5 ** n;
  let missed = term;
  let cut = 0;
  for (;;) {
    const next = (term * (n - cut)) / (cut + 1);
    if (2 * (missed + next) > 0.05) break;
    cut++;
    term = next;
    missed += next;
  }
  return { low: sorted[cut]!, high: sorted[n - 1 - cut]!, confidence: 1 - 2 * missed };
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('no values');
  return [...values].sort((a, b) => a - b);
}
