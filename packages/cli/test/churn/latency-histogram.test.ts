import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../../src/churn/latency-histogram.js';

describe('LatencyHistogram', () => {
  it('is all zero while empty', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.percentile(0.5), histogram.percentile(0.99), histogram.max]).toEqual([0, 0, 0]);
  });

  it('gives percentiles within 1 % above the exact ones, and never above the maximum', () => {
    const duration = fc.double({ min: 0.02, max: 3_600_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(duration, { minLength: 1 }),
        fc.constantFrom(0.5, 0.95, 0.99, 1),
        (values, quantile) => {
          const histogram = new LatencyHistogram();
          for (const value of values) histogram.record(value);
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.ceil(quantile * sorted.length) - 1]!;
          const shown = histogram.percentile(quantile);
          expect(shown).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
          expect(shown).toBeLessThanOrEqual(Math.min(exact * 1.0101, sorted.at(-1)!));
          expect(histogram.max).toBe(sorted.at(-1));
        },
      ),
    );
  });

  it('takes durations beyond both ends of its range', () => {
    const histogram = new LatencyHistogram();
    histogram.record(0);
    histogram.record(1e12);
    expect(histogram.percentile(0.5)).toBeLessThanOrEqual(0.01);
    expect(histogram.max).toBe(1e12);
  });
});
