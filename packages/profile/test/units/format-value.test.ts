import { expect, test } from 'vitest';
import { formatValue } from '../../src/index.js';

// Values and texts as google/pprof prints them.
test.each([
  [0, 'bytes', '0'],
  [1, 'bytes', '1B'],
  [1023, 'bytes', '1023B'],
  [1024, 'bytes', '1kB'],
  [524_288, 'bytes', '512kB'],
  [4_100_096, 'bytes', '3.91MB'],
  [-2_600_468, 'bytes', '-2.48MB'],
  [1536, 'bytes', '1.50kB'],
  // Ties go to the even digit.
  [3200, 'bytes', '3.12kB'],
  [3456, 'bytes', '3.38kB'],
  [-3200, 'bytes', '-3.12kB'],
  [1664, 'bytes', '1.62kB'],
  [1920, 'bytes', '1.88kB'],
  [2 ** 60, 'bytes', '1024PB'],
  [5, 'kilobytes', '5kB'],
  [2048, 'KB', '2MB'],
  [1_500_000_000, 'nanoseconds', '1.50s'],
  [7200, 's', '2hrs'],
  [42, 'count', '42'],
  [1_234_567, 'objects', '1234567'],
])('%d %s is %s', (value, unit, text) => {
  expect(formatValue(value, unit)).toBe(text);
});

test.each([
  [1536, 'bytes', 'B', '1536B'],
  [128, 'bytes', 'kB', '0.12kB'],
  [-128, 'bytes', 'kB', '-0.12kB'],
  [1, 'bytes', 'MB', '0'],
  [-1, 'bytes', 'MB', '0'],
  [1536, 'bytes', 'furlong', '1536B'],
  [12, 'count', 'kB', '12kB'],
  [12, 'count', 'count', '12'],
  [9_223_372_036_854_775_807n, 'bytes', 'auto', '8192PB'],
  // The lowest value has no positive twin, so that no unit is found for it.
  [-9_223_372_036_854_775_808n, 'bytes', 'auto', '-9223372036854775808B'],
  [-9_223_372_036_854_775_808n, 'nanoseconds', 'auto', '-9223372036.85s'],
  [-9_223_372_036_854_775_808n, 'bytes', 'kB', '-9007199254740992kB'],
  [-9_223_372_036_854_775_808n, 'count', 'auto', '-9223372036854775808'],
  [9_223_372_036_854_775_807n, 'teragcu', 'count', '9223372036854775808000000000000GCU'],
])('%d %s in %s is %s', (value, unit, to, text) => {
  expect(formatValue(value, unit, to)).toBe(text);
});
