import { expect, test } from 'vitest';
import { valueLabel } from '../../src/go-format/value-label.js';

// As google/pprof prints them.
test.each([
  [4_100_096, 'bytes', 'auto', '3.91MB'],
  [-3200, 'bytes', 'minimum', '-3.12kB'],
  [0, 'bytes', 'auto', '0'],
  [-1, 'bytes', 'MB', '0'],
  [9_223_372_036_854_775_807n, 'bytes', 'auto', '8192PB'],
  // The lowest value has no positive twin, so that no unit is found for it.
  [-9_223_372_036_854_775_808n, 'bytes', 'auto', '-9223372036854775808B'],
  [-9_223_372_036_854_775_808n, 'nanoseconds', 'auto', '-9223372036.85s'],
  [-9_223_372_036_854_775_808n, 'bytes', 'kB', '-9007199254740992kB'],
  [-9_223_372_036_854_775_808n, 'count', 'auto', '-9223372036854775808'],
  [9_223_372_036_854_775_807n, 'teragcu', 'count', '9223372036854775808000000000000GCU'],
  [12, 'count', 'kB', '12kB'],
])('%d %s in %s is %s', (value, unit, to, text) => {
  expect(valueLabel(value, unit, to)).toBe(text);
});
