import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divide, Int64Sum, splitWeights, sumAbsolute, sumSigned, truncate } from '../../src/index.js';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const values = fc.array(fc.oneof(fc.bigInt({ min: -9n, max: 9n }), int64), { maxLength: 12 });
const wrap = (sum: bigint) => BigInt.asIntN(64, sum);
const weights = (list: readonly bigint[]) =>
  splitWeights(Float64Array.from(list, Number), BigInt64Array.from(list), 1, 0);

test('sums are those of 64-bit integers', () => {
  const add = (sum: bigint, value: bigint) => wrap(sum + value);
  const size = (value: bigint) => wrap(value < 0n ? -value : value);
  fc.assert(
    fc.property(values, (list) => {
      expect(sumSigned(weights(list))).toBe(Number(list.reduce(add, 0n)));
      expect(sumAbsolute(weights(list))).toBe(Number(list.map(size).reduce(add, 0n)));
    }),
  );
});

test('sums over some rows', () => {
  const isFirst = (row: number) => row === 0;
  for (const list of [
    [-5n, 7n],
    [-(2n ** 53n) - 1n, 7n],
  ]) {
    expect(sumSigned(weights(list), isFirst)).toBe(Number(list[0]));
    expect(sumAbsolute(weights(list), isFirst)).toBe(-Number(list[0]));
  }
});

test('what cancels beyond 2^53 leaves the exact rest', () => {
  expect(sumSigned(weights([2n ** 53n + 1n, -(2n ** 53n)]))).toBe(1);
});

test('weights are split only where their sum can be rounded', () => {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  expect(weights([most]).high).toBeUndefined();
  expect(weights([most, -1n]).high).toBeDefined();
  expect(splitWeights(Float64Array.of(1, 10, 2, 20), undefined, 2, 1).low).toEqual(Float64Array.of(10, 20));
});

test('a running sum of doubles is exact', () => {
  const whole = fc.oneof(fc.maxSafeInteger(), int64.map(Number));
  fc.assert(
    fc.property(fc.array(whole), (list) => {
      const sum = list.reduce((all, value) => all.add(value), new Int64Sum());
      expect(sum.value).toBe(Number(wrap(list.reduce((all, value) => all + BigInt(value), 0n))));
    }),
  );
});

test('division is towards zero', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (dividend, divisor) => {
      fc.pre(divisor !== 0);
      expect(divide(dividend, divisor)).toBe(Number(BigInt(dividend) / BigInt(divisor)));
    }),
  );
});

test.each([
  [1.9, 1],
  [-1.9, -1],
  [-0.5, 0],
  [2 ** 62, 2 ** 62],
  [2 ** 63, -(2 ** 63)],
  [-(2 ** 64), -(2 ** 63)],
  [NaN, -(2 ** 63)],
])('%d as an integer', (value, integer) => {
  expect(truncate(value)).toBe(integer);
});
