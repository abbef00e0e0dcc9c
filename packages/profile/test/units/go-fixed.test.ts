import { expect, test } from 'vitest';
import { goFixed } from '../../src/units/go-fixed.js';

test.each([
  [0.125, 2, '0.12'],
  [0.375, 2, '0.38'],
  [-0.125, 2, '-0.12'],
  [1.005, 2, '1.00'],
  [2.5, 0, '2'],
  [3.5, 0, '4'],
  [-0, 2, '-0.00'],
  [-0.001, 2, '-0.00'],
  [-9223372036854775808, 2, '-9223372036854775808.00'],
  [2 ** 80, 1, '1208925819614629174706176.0'],
  [Infinity, 2, '+Inf'],
  [-Infinity, 2, '-Inf'],
  [NaN, 2, 'NaN'],
])('%d to %d places is %s', (value, digits, text) => {
  expect(goFixed(value, digits)).toBe(text);
});
