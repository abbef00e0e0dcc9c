/**
 * The smallest of the values that at least that share of them does not exceed (nearest rank).
 *
 * @throws {RangeError} without values.
 */
export function percentile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new RangeError('no values');
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
