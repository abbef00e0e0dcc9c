import { expect, test } from 'vitest';
import {
  bytesOf,
  count,
  duration,
  longBytes,
  rate,
  shortBytes,
  signedBytes,
  signedLongBytes,
} from '../src/index.js';

test.each([
  [shortBytes(182), '182'],
  [shortBytes(999), '999'],
  [shortBytes(1000), '0.98K'],
  [shortBytes(421_888), '412K'],
  [shortBytes(24_222_105), '23.1M'],
  [signedBytes(-9533), '-9.31K'],
  [signedBytes(0), '+0'],
  [longBytes(64_382_566), '61.4 MiB'],
  [signedLongBytes(1_656_750), '+1.58 MiB'],
  [bytesOf(61_970_842, 100_663_296, '/'), '59.1/96.0 MiB'],
  [count(48_210), '48,210'],
  [rate(1204), '1,204'],
  [rate(0.02), '0.02'],
  [duration(400), '0s'],
  [duration(842_000), '14m02s'],
  [duration(7_500_000), '2h05m'],
  [duration(273_600_000), '3d04h'],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});
