/**
 * Mann-Kendall statistic of a series: the standard normal deviate of its upward trend, with continuity correction;
 * 0 where it does not rise. Readings of one site share samples, so it overstates the evidence when used alone.
 */
export function mannKendall(series: readonly number[]): number {
  const n = series.length;
  let score = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) score += Math.sign(series[j]! - series[i]!);
  }
  if (score <= 0) return 0;
  return (score - 1) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}
