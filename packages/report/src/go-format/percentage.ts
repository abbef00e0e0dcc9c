import { goFixed } from '@heaptide/profile';
import { goGeneral } from './go-general.js';

/**
 * The share of `total` that `value` is, without its sign, as google/pprof's tables print it: `61.55%`, `  100%` from
 * 99.95 to 100.05, two significant digits below one percent (` 0.58%`, `5.6e-15%`), `    0%` of nothing.
 * At least six characters.
 */
export function percentage(value: number | bigint, total: number | bigint): string {
  const whole = Number(total);
  const ratio = whole === 0 ? 0 : Math.abs(Number(value) / whole) * 100;
  if (ratio >= 99.95 && ratio <= 100.05) return '  100%';
  return `${(ratio >= 1 ? goFixed(ratio, 2) : goGeneral(ratio, 2)).padStart(5)}%`;
}
