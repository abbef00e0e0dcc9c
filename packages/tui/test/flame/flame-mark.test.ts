import { expect, test } from 'vitest';
import { flameMark } from '../../src/flame/flame-mark.js';

const GRAIN = 1000;

test.each([
  [100_000, 300_000, '++'],
  [100_000, 200_000, '+'],
  [200_000, 100_000, '-'],
  [0, 100_000, '*'],
  [100_000, 0, 'x'],
  [100_000, 100_000, '='],
] as const)('%d to %d is %s', (before, after, mark) => expect(flameMark(before, after, GRAIN)).toBe(mark));

test('a change counts from three standard deviations on', () => {
  // sd = sqrt(1000 x 1,000,000) of both sides together.
  const change = 3 * Math.sqrt(GRAIN * 1_000_000);
  const sides = (by: number) => [500_000 - by / 2, 500_000 + by / 2, GRAIN] as const;
  expect(flameMark(...sides(change * 0.999))).toBe('=');
  expect(flameMark(...sides(change * 1.001))).toBe('+');
});

test('nine samples that were not there before may be chance, ten are new', () => {
  expect(flameMark(0, 9 * GRAIN, GRAIN)).toBe('=');
  expect(flameMark(0, 10 * GRAIN, GRAIN)).toBe('*');
});

test('where the error is unknown every difference is a change', () => {
  expect(flameMark(100, 101, 0)).toBe('+');
  expect(flameMark(100, 100, 0)).toBe('=');
  expect(flameMark(0, 0, 0)).toBe('=');
});
