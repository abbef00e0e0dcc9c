/** A scale of evenly spaced round values. */
export interface NiceScale {
  readonly low: number;
  readonly step: number;
  /** Digits after the point that every value of the scale needs. */
  readonly decimals: number;
}

const STEPS = [1, 2, 2.5, 4, 5, 8, 10];

/**
 * The finest scale of at most `values` round values (2 or more) for `least` to `most`: no value of that range is further
 * than half a step from the scale.
 */
export function niceScale(least: number, most: number, values: number): NiceScale {
  const steps = Math.max(1, values - 1);
  const rough = Math.max(Number.MIN_VALUE * 1e6, (most - least) / steps);
  let power = Math.floor(Math.log10(rough));
  for (; ; power++) {
    for (const factor of STEPS) {
      const step = factor * 10 ** power;
      const low = Math.round(least / step);
      const high = Math.round(most / step);
      if (high - low > steps) continue;
      return { low: low * step, step, decimals: Math.max(0, (factor === 2.5 ? 1 : 0) - power) };
    }
  }
}
