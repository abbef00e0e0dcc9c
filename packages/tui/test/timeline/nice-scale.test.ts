import fc from 'fast-check';
import { expect, test } from 'vitest';
import { niceScale } from '../../src/timeline/nice-scale.js';

test('round values that are as fine as their number allows', () => {
  expect(niceScale(29.6, 61.4, 5)).toEqual({ low: 32, step: 8, decimals: 0 });
  expect(niceScale(24, 61, 3)).toEqual({ low: 20, step: 20, decimals: 0 });
  expect(niceScale(0.2, 1.4, 6)).toEqual({ low: 0.25, step: 0.25, decimals: 2 });
  expect(niceScale(0, 12_000, 5)).toEqual({ low: 0, step: 4000, decimals: 0 });
});

test('no value is further than half a step from the scale, and the labels tell its values apart', () => {
  const values = fc.integer({ min: 2, max: 20 });
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(amount, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), values, (least, range, number) => {
      const { low, step, decimals } = niceScale(least, least + range, number);
      const high = low + (number - 1) * step;
      const slack = step / 2 + 1e-9 * (least + range);
      expect(low - least).toBeLessThanOrEqual(slack);
      expect(least + range - high).toBeLessThanOrEqual(slack);
      const labels = Array.from({ length: number }, (_, index) => (low + index * step).toFixed(decimals));
      expect(new Set(labels).size).toBe(number);
    }),
  );
});
