import { describe, expect, it } from 'vitest';
import { fitArrivals } from '../src/arrival-trend.js';
import { changeOf } from '../src/change.js';
import { gammaQuantile90 } from '../src/gamma-quantile.js';
import { mannKendall } from '../src/mann-kendall.js';
import { growsByTotals } from '../src/totals-rule.js';

describe('gammaQuantile90', () => {
  // Exact values: solutions of P(shape, x) = 0.9 for the regularised incomplete gamma function.
  it.each([
    [1, 2.3026],
    [2, 3.8897],
    [5, 7.9936],
    [10, 14.206],
  ])('of shape %d is within 1 %% of the exact value', (shape, exact) => {
    expect(Math.abs(gammaQuantile90(shape) / exact - 1)).toBeLessThan(0.01);
  });
});

describe('mannKendall', () => {
  it('has the textbook value for a series that only rises', () => {
    // S = 45, Var = 10 * 9 * 25 / 18 = 125.
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toBeCloseTo(44 / Math.sqrt(125), 10);
  });

  it('is 0 for series that fall or stand still', () => {
    expect(mannKendall([3, 2, 1])).toBe(0);
    expect(mannKendall([2, 2, 2])).toBe(0);
  });
});

describe('fitArrivals', () => {
  const work = Array.from({ length: 21 }, (_, reading) => reading * 100);

  it('finds no tilt in level arrivals, and ten survivors a round', () => {
    const trend = fitArrivals(new Float64Array(21).fill(10), work, 0)!;
    expect(trend.tilt).toBeCloseTo(0, 5);
    expect(trend.survivors / (work.at(-1)! - work[trend.from]!)).toBeCloseTo(0.1, 10);
    expect(trend.dispersion).toBe(1);
  });

  it('recovers the tilt of arrivals that fall to a third', () => {
    const arrivals = Float64Array.from({ length: 21 }, (_, round) => 30 * 3 ** (-(round - 0.5) / 20));
    expect(fitArrivals(arrivals, work, 0)!.tilt).toBeCloseTo(-Math.log(3), 2);
  });

  it('goes by work, not by readings', () => {
    const uneven = Array.from({ length: 21 }, (_, reading) => reading ** 2);
    const arrivals = Float64Array.from({ length: 21 }, (_, round) =>
      round === 0 ? 0 : round ** 2 - (round - 1) ** 2,
    );
    expect(fitArrivals(arrivals, uneven, 0)!.tilt).toBeCloseTo(0, 1);
  });

  it('is surer of level arrivals than of bursts', () => {
    const level = fitArrivals(new Float64Array(21).fill(10), work, 0)!;
    const bursts = fitArrivals(
      Float64Array.from({ length: 21 }, (_, round) => (round % 5 === 0 ? 50 : 0)),
      work,
      0,
    )!;
    expect(bursts.error).toBeGreaterThan(3 * level.error);
  });

  it('says nothing of fewer than three survivors or of no work', () => {
    expect(fitArrivals(Float64Array.of(0, 1, 1), [0, 1, 2], 0)).toBeUndefined();
    expect(fitArrivals(Float64Array.of(0, 9, 9), [5, 5, 5], 0)).toBeUndefined();
  });
});

describe('changeOf', () => {
  it('ignores what sampling explains', () => {
    // One reading of 1 MB sampled every 16 KiB has a standard deviation of 128 kB.
    expect(changeOf([1e6, 1e6, 1e6, 1.2e6, 1.2e6, 1.2e6], 16_384)).toBe('level');
    expect(changeOf([1e6, 1e6, 1e6, 1.4e6, 1.4e6, 1.4e6], 16_384)).toBe('up');
    expect(changeOf([1.4e6, 1.4e6, 1.4e6, 1e6, 1e6, 1e6], 16_384)).toBe('down');
  });
});

describe('growsByTotals', () => {
  const work = Array.from({ length: 12 }, (_, reading) => reading);
  const series = (value: (reading: number) => number): number[] => work.map(value);

  it('sees a straight line', () => {
    expect(
      growsByTotals(
        series((r) => 1e6 + r * 1e5),
        work,
        16_384,
      ),
    ).toBe(true);
  });

  it('does not see a cache that has filled, a saw-tooth, or too little', () => {
    expect(
      growsByTotals(
        series((r) => 1e6 + Math.min(r, 4) * 3e5),
        work,
        16_384,
      ),
    ).toBe(false);
    expect(
      growsByTotals(
        series((r) => 1e6 + (r % 4) * 5e5),
        work,
        16_384,
      ),
    ).toBe(false);
    expect(
      growsByTotals(
        series((r) => 1e6 + r * 4e3),
        work,
        16_384,
      ),
    ).toBe(false);
    expect(growsByTotals(series((r) => 1e6 + r * 1e5).slice(0, 9), work.slice(0, 9), 16_384)).toBe(false);
  });
});
