import { goFixed } from './go-fixed.js';
import { scaleValue } from './units.js';

/** The one int64 whose negative is none; google/pprof finds no unit for it. */
const LOWEST = -(2 ** 63);

/**
 * An int64 with its unit as google/pprof labels it: `3.91MB`, `-2.48MB`, `1.50s`, `0`; counts plain. `to`: a unit such
 * as `kB`; `auto` and `minimum` take the largest in which the value is at least 1. A bigint is rounded to a double,
 * as there.
 */
export function formatValue(value: number | bigint, unit: string, to = 'auto'): string {
  const amount = Number(value);
  const automatic = to === 'auto' || to === 'minimum';
  // No unit at all stands for the base unit of the family, which is what the lowest value falls back to.
  const scaled = scaleValue(amount, unit, automatic && amount === LOWEST ? '' : to);
  const text = goFixed(scaled.value, 2).replace(/\.00$/, '');
  return text === '0' || text === '-0' ? '0' : text + scaled.unit;
}
