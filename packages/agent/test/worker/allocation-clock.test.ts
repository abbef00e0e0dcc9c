import { expect, it } from 'vitest';
import { AllocationClock } from '../../src/worker/allocation-clock.js';

const samples = (...ordinals: number[]) => ordinals.map((ordinal) => ({ ordinal, size: 1, nodeId: 1 }));

it('remembers the latest birth after its sample has died', () => {
  const clock = new AllocationClock();
  clock.observe(0, samples(3, 9, 5));
  clock.observe(0, samples(3));
  expect(clock.latest).toBe(9);
});

it('puts births after a restart behind all earlier ones', () => {
  const clock = new AllocationClock();
  expect(clock.observe(0, samples(9))).toBe(0);
  expect(clock.observe(1, samples(1, 2))).toBe(9);
  expect(clock.latest).toBe(11);
  expect(clock.observe(1, samples(4))).toBe(9);
  expect(clock.observe(2, samples(1))).toBe(13);
});
