import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLine } from '../src/fit-line.js';

const points = (...values: number[]) => values.map((value, i) => ({ at: 10 * i, value }));

describe('fitLine', () => {
  it('has the textbook slope and standard error', () => {
    // Sxx = 500, Sxy = 40; the residuals about 1.3 + 0.08 x are -0.3, 0.9, -0.9, 0.3: their squares sum to 1.8.
    const { slope, deviate, ratio } = fitLine(points(1, 3, 2, 4));
    expect(slope).toBeCloseTo(0.08, 10);
    expect(deviate).toBeCloseTo(0.08 / Math.sqrt(1.8 / 2 / 500), 10);
    expect(ratio).toBeCloseTo(3.7 / 1.3, 10);
  });

  it('of points on a line is that line', () => {
    const whole = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 3, max: 20 }),
        (start, step, count) => {
          const line = fitLine(points(...Array.from({ length: count }, (_, i) => start + step * i)));
          expect(line.slope).toBeCloseTo(step / 10, 8);
          expect(line.deviate).toBeGreaterThan(1e6);
        },
      ),
    );
  });

  it('of a level series has no slope and the ratio 1', () => {
    expect(fitLine(points(5, 5, 5, 5))).toEqual({ slope: 0, deviate: 0, ratio: 1 });
  });

  it('has no ratio beyond twenty, whatever it begins with, and none where it ends below zero', () => {
    expect(fitLine(points(0, 10, 20, 30)).ratio).toBe(20);
    expect(fitLine(points(-30, 10, 50, 90)).ratio).toBe(20);
    expect(fitLine(points(3, 1, -1, -3)).ratio).toBe(0);
  });
});
