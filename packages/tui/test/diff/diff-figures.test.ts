import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBar } from '../../src/diff/change-bar.js';
import {
  amountPerUnit,
  errorAmount,
  shareOfA,
  shortAmount,
  shortCount,
  signedAmount,
} from '../../src/diff/diff-figures.js';
import { unitsBetween } from '../../src/diff/diff-model.js';
import { comparedSite, sampleModel } from './sample-diff.js';

const amount = (before: number, after: number) => ({ before, after, delta: after - before });

test.each([
  [amount(100, 163), '+63%'],
  [amount(100, 10), '-90%'],
  [amount(100, 999), '+899%'],
  [amount(100, 1000), 'x10.0'],
  [amount(100, 22_610), 'x226'],
  [amount(1, 1e7), 'x>9999'],
  [amount(0, 5), 'new'],
  [amount(5, 0), 'gone'],
  [amount(5, 5), '-'],
])('%j is %s of A', (given, text) => {
  expect(shareOfA(given)).toBe(text);
});

test('what may be noise is neither new nor gone', () => {
  expect(shareOfA(amount(0, 5), 'same')).toBe('-');
  expect(shareOfA(amount(5, 0), 'same')).toBe('-');
});

test('counts are spelled out as long as they fit', () => {
  expect([0, 999, 46_340, 99_999, 100_000, 1_204_000, 2e9].map(shortCount)).toEqual([
    '0',
    '999',
    '46,340',
    '99,999',
    '100k',
    '1.20M',
    '2.00G',
  ]);
});

test('figures fit their columns', () => {
  const bytes = fc.double({ min: -1e15, max: 1e15, noNaN: true });
  fc.assert(
    fc.property(bytes, bytes, fc.double({ min: 0, max: 1e12, noNaN: true }), (before, after, error) => {
      for (const metric of ['bytes', 'objects'] as const) {
        const [a, b] = metric === 'bytes' ? [before, after] : [before / 1e4, after / 1e4];
        expect(shortAmount(Math.abs(a), metric).length).toBeLessThanOrEqual(6);
        expect(signedAmount(b - a, metric).length).toBeLessThanOrEqual(7);
        expect(errorAmount({ ...amount(a, b), error: error / 1e4 }, metric).length).toBeLessThanOrEqual(6);
        expect(shareOfA(amount(Math.abs(a), Math.abs(b))).length).toBeLessThanOrEqual(6);
      }
    }),
  );
});

test('an error is half the 95 % interval, in the unit of the larger of itself and the change', () => {
  expect(errorAmount({ ...amount(0, 22 * 1024 ** 2), error: 1024 ** 2 }, 'bytes')).toBe('2.0M');
  expect(errorAmount({ ...amount(0, 10), error: 1024 ** 2 }, 'bytes')).toBe('1.96M');
  expect(errorAmount(amount(0, 10), 'bytes')).toBe('');
});

test('per unit of work only what grew, the same after a swap', () => {
  const grown = comparedSite(['grown', '/a.js:1', 1, 23]);
  const shrunk = comparedSite(['shrunk', '/a.js:1', 23, 1]);
  expect(amountPerUnit(grown, 'bytes', 46_340)).toBe('498');
  expect(amountPerUnit(shrunk, 'bytes', 46_340)).toBe('-');
  expect(amountPerUnit(shrunk, 'bytes', -46_340)).toBe('498');
  expect(amountPerUnit(grown, 'objects', 46_340)).toBe('1.00');
  expect(amountPerUnit(grown, 'bytes', undefined)).toBe('-');
  expect(amountPerUnit(comparedSite(['noise', '/a.js:1', 1, 1.1]), 'bytes', 10)).toBe('-');
});

test('units are those of the counter; none where it stood still or is not there', () => {
  const model = sampleModel();
  expect(unitsBetween(model)).toBe(14 * 551);
  expect(unitsBetween({ ...model, a: model.b, b: model.a })).toBe(-14 * 551);
  expect(unitsBetween({ ...model, b: model.a })).toBeUndefined();
  expect(unitsBetween({ ...model, unit: 'second' })).toBeUndefined();
});

test('bars are as long as the change, and never nothing for something', () => {
  const bar = (delta: number, ascii = false) =>
    changeBar(delta, { width: 10, largest: 100, style: { ascii } });
  expect([bar(100), bar(-50), bar(1), bar(0)]).toEqual(['█'.repeat(10), '░'.repeat(5), '█', '']);
  expect([bar(100, true), bar(-50, true)]).toEqual(['#'.repeat(10), '.'.repeat(5)]);
});
