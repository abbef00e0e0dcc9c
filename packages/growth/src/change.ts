/** Whether live bytes went up or down by more than sampling explains. */
export type Change = 'up' | 'down' | 'level';

/**
 * Compares the mean of the last third of `bytes` with that of the first. A difference counts from two standard
 * deviations of the sampling error, sqrt(interval x bytes), of one reading: readings share their samples, so their mean
 * is hardly better than one of them.
 */
export function changeOf(bytes: readonly number[], interval: number): Change {
  const third = Math.max(1, Math.floor(bytes.length / 3));
  const before = mean(bytes, 0, third);
  const after = mean(bytes, bytes.length - third, bytes.length);
  const noise = 2 * Math.sqrt(interval * Math.max(before, after));
  if (after - before > noise) return 'up';
  if (before - after > noise) return 'down';
  return 'level';
}

/** Whether the last third lies above the very first figure by more than sampling explains: it grew, maybe long ago. */
export function hasRisen(bytes: readonly number[], interval: number): boolean {
  const third = Math.max(1, Math.floor(bytes.length / 3));
  const after = mean(bytes, bytes.length - third, bytes.length);
  return after - bytes[0]! > 2 * Math.sqrt(interval * after);
}

function mean(values: readonly number[], from: number, until: number): number {
  let sum = 0;
  for (let i = from; i < until; i++) sum += values[i]!;
  return sum / Math.max(1, until - from);
}
