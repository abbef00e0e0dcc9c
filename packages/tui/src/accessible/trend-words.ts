/** Noise alone lies within so many errors of a value. */
const NOISE_IN_ERRORS = 2;
/** Share of the intervals that go one way, for a series that rises or falls. */
const STEADY_SHARE = 0.7;

/**
 * The shape of a series in words: `rising, 14 of 14`, of so many intervals. `error` is half the 95 % interval of one
 * value; of what stays within it that is said.
 */
export function trendWords(series: readonly number[], error: number): string {
  const intervals = series.length - 1;
  if (intervals < 1) return 'not known yet';
  let rises = 0;
  let falls = 0;
  for (let index = 1; index < series.length; index++) {
    if (series[index]! > series[index - 1]!) rises++;
    if (series[index]! < series[index - 1]!) falls++;
  }
  if (rises + falls === 0) return 'steady';
  const range = Math.max(...series) - Math.min(...series);
  const doubt = range <= NOISE_IN_ERRORS * error ? ', within the sampling error' : '';
  const change = series.at(-1)! - series[0]!;
  if (change > 0 && rises >= STEADY_SHARE * intervals) return `rising, ${rises} of ${intervals}${doubt}`;
  if (change < 0 && falls >= STEADY_SHARE * intervals) return `falling, ${falls} of ${intervals}${doubt}`;
  return `up and down, rising ${rises} of ${intervals}${doubt}`;
}
