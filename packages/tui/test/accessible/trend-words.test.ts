import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trendWords } from '../../src/accessible/trend-words.js';

const steps = (number: number, step: number) => Array.from({ length: number }, (_, i) => 1e6 + step * i);

test.each([
  [[], 'not known yet'],
  [[5], 'not known yet'],
  [steps(15, 1e5), 'rising, 14 of 14'],
  [steps(15, -1e4), 'falling, 14 of 14'],
  [steps(15, 0), 'steady'],
  [[1e6, 2e6, 1e6, 2e6, 1e6], 'up and down, rising 2 of 4'],
])('%j', (series, words) => {
  expect(trendWords(series, 1000)).toBe(words);
});

test('of what stays within the sampling error that is said, and of nothing else', () => {
  const series = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(series, (values) => {
      const words = trendWords(values, 1000);
      const isNoise = Math.max(...values) - Math.min(...values) <= 2000;
      expect(words === 'steady' || words.endsWith(', within the sampling error')).toBe(isNoise);
    }),
  );
});

test('a series read backwards has the opposite trend', () => {
  const series = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 2, maxLength: 40 });
  const opposite = (words: string) =>
    words.replace(/rising,|falling,/, (word) => (word === 'rising,' ? 'falling,' : 'rising,'));
  fc.assert(
    fc.property(series, (values) => {
      const words = trendWords(values, 0);
      fc.pre(!words.startsWith('up and down'));
      expect(trendWords(values.toReversed(), 0)).toBe(opposite(words));
    }),
  );
});
