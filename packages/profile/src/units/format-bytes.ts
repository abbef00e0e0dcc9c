import { scaleValue } from './units.js';

/**
 * A value with its unit as google/pprof prints it: `3.91MB`, `512kB`, `1.50s`, `-2.48MB`, `0`; counts plain.
 *
 * `to`: a unit such as `kB` instead of the largest that fits.
 */
export function formatValue(value: number, unit: string, to = 'auto'): string {
  const scaled = scaleValue(value, unit, to);
  const text = twoDecimals(scaled.value).replace(/\.00$/, '');
  return text === '0' || text === '-0' ? '0' : text + scaled.unit;
}

/** As C's and Go's `%.2f`: a tie goes to the even digit, where `toFixed` rounds it up. */
function twoDecimals(value: number): string {
  const fraction = Math.abs(value) % 1;
  if (fraction !== 0.125 && fraction !== 0.625) return value.toFixed(2);
  return `${Math.trunc(value)}${fraction === 0.125 ? '.12' : '.62'}`.replace(/^0/, value < 0 ? '-0' : '0');
}
