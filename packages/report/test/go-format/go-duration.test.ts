import { expect, test } from 'vitest';
import { goDuration } from '../../src/go-format/go-duration.js';

test.each([
  [0n, '0s'],
  [7n, '7ns'],
  [12_300n, '12.3µs'],
  [100_000_000n, '100ms'],
  [1_500_000_000n, '1.5s'],
  [60_000_000_000n, '1m0s'],
  [-7_203_250_000_000n, '-2h0m3.25s'],
  [-9_223_372_036_854_775_808n, '-2562047h47m16.854775808s'],
])('%d ns are %s', (nanos, text) => {
  expect(goDuration(nanos)).toBe(text);
});
