import { expect, it } from 'vitest';
import { AllocationClock } from '../../src/isolate/allocation-clock.js';
import { sample } from './fake-v8.js';

const samples = (...ordinals: number[]) => ordinals.map((ordinal) => sample(ordinal));

it('remembers the latest birth after its sample has died', () => {
  const clock = new AllocationClock();
  clock.observe(samples(3, 9, 5), 10);
  clock.observe(samples(3), 10);
  expect(clock.latest).toBe(90);
});

it('puts births after a restart behind all earlier ones, whatever the interval', () => {
  const clock = new AllocationClock();
  clock.observe(samples(9), 10);
  expect(clock.base).toBe(0);
  clock.beginRun();
  clock.observe(samples(1, 2), 100);
  expect([clock.base, clock.latest]).toEqual([90, 290]);
  clock.beginRun();
  clock.beginRun();
  clock.observe(samples(1), 1);
  expect([clock.base, clock.latest]).toEqual([290, 291]);
});

it('tells samples that were not there from samples that died or were born', () => {
  const clock = new AllocationClock();
  expect(clock.continues(samples(4, 2))).toBe(true);
  clock.observe(samples(4, 2), 1);
  expect(clock.continues([])).toBe(true);
  expect(clock.continues(samples(2, 5, 6))).toBe(true);
  expect(clock.continues(samples(3))).toBe(false);
  expect(clock.continues(samples(1, 2, 4))).toBe(false);
});
