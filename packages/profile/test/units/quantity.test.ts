import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bytesLike,
  bytesOf,
  count,
  duration,
  longBytes,
  period,
  shortBytes,
  signedBytes,
} from '../../src/units/quantity.js';

test.each([
  [0, '0'],
  [182, '182'],
  [999, '999'],
  [1000, '0.98K'],
  [9533, '9.31K'],
  [421_888, '412K'],
  [24_222_105, '23.1M'],
  [-9533, '-9.31K'],
])('%d bytes are short %s', (bytes, text) => {
  expect(shortBytes(bytes)).toBe(text);
});

test('short bytes never take more than five cells, six with a sign', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2 ** 53, noNaN: true }), (bytes) => {
      expect(shortBytes(bytes).length).toBeLessThanOrEqual(5);
      expect(signedBytes(-bytes).length).toBeLessThanOrEqual(6);
    }),
  );
});

test('a pair stands in the unit of the whole, if that leaves something of the part', () => {
  expect(bytesOf(40_000_000, 4 * 1024 ** 3, ' of ')).toBe('38.1 MiB of 4.00 GiB');
  expect(bytesOf(61_970_022, 100_663_296, '/')).toBe('59.1/96.0 MiB');
});

test('an error stands in the unit of its figure', () => {
  expect(bytesLike(126_812, 1_656_000)).toBe('0.12');
  expect(bytesLike(14, 182)).toBe('14');
});

test('figures for reading', () => {
  expect(longBytes(64_382_566)).toBe('61.4 MiB');
  expect(signedBytes(1_656_750)).toBe('+1.58M');
  expect(signedBytes(-4)).toBe('-4');
  expect(count(48_210)).toBe('48,210');
  expect(count(999)).toBe('999');
});

test('a period may be shorter than a second', () => {
  expect([1200, 5000, 90_000].map(period)).toEqual(['1.2s', '5s', '1m30s']);
});

test.each([
  [400, '0s'],
  [12_000, '12s'],
  [842_000, '14m02s'],
  [7_500_000, '2h05m'],
  [273_600_000, '3d04h'],
])('%d ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
