import { expect, it } from 'vitest';
import { nextClockMoment } from '../../../src/worker/ring/clock-schedule.js';

function moments(periodMs: number, count: number): number[] {
  const found: number[] = [];
  for (let elapsed = 0; found.length < count;) {
    elapsed = nextClockMoment(elapsed, periodMs);
    found.push(elapsed / 1000);
  }
  return found;
}

it('begins densely and goes on by the period', () => {
  expect(moments(60_000, 7)).toEqual([5, 15, 30, 60, 120, 180, 240]);
  expect(moments(300_000, 6)).toEqual([5, 15, 30, 60, 360, 660]);
});

it('keeps to a shorter period from the beginning', () => {
  expect(moments(2000, 4)).toEqual([2, 4, 5, 7]);
});

it('leaves out moments that have gone by', () => {
  expect(nextClockMoment(47_000, 60_000)).toBe(60_000);
  expect(nextClockMoment(1_000_000, 60_000)).toBe(1_060_000);
});
