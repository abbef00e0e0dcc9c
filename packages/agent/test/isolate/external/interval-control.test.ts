import { expect, it } from 'vitest';
import { IntervalControl } from '../../../src/isolate/external/interval-control.js';

const LEAST = 512 * 1024;

/** Lets a thread allocate evenly for some seconds; returns the samples taken, and the time at the end. */
function allocate(
  control: IntervalControl,
  { from, seconds, bytesPerSecond }: { from: number; seconds: number; bytesPerSecond: number },
): { samples: number; now: number } {
  const end = from + seconds * 1000;
  let samples = 0;
  let now = from;
  for (;;) {
    now += (control.interval / bytesPerSecond) * 1000;
    if (now > end) return { samples, now: end };
    control.sampled(now);
    samples += 1;
  }
}

it('keeps the wished interval while samples are few', () => {
  const control = new IntervalControl(LEAST, 0);
  allocate(control, { from: 0, seconds: 60, bytesPerSecond: 90 * LEAST });
  expect(control.interval).toBe(LEAST);
});

it('doubles until there are about 100 samples a second, at a bounded price', () => {
  const control = new IntervalControl(LEAST, 0);
  const burst = allocate(control, { from: 0, seconds: 1, bytesPerSecond: 5000 * LEAST });
  expect(control.interval).toBe(64 * LEAST);
  expect(burst.samples).toBeLessThan(300);
  const steady = allocate(control, { from: burst.now, seconds: 10, bytesPerSecond: 5000 * LEAST });
  expect(steady.samples / 10).toBeLessThan(100);
});

it('comes back down with the load, and at once after silence', () => {
  const control = new IntervalControl(LEAST, 0);
  const { now } = allocate(control, { from: 0, seconds: 1, bytesPerSecond: 5000 * LEAST });
  allocate(control, { from: now, seconds: 20, bytesPerSecond: 200 * LEAST });
  expect(control.interval).toBe(4 * LEAST);
  expect(control.adapt(now + 20_500)).toBe(4 * LEAST);
  expect(control.adapt(now + 60_000)).toBe(LEAST);
});

it('does not swing between two intervals under an even load', () => {
  const control = new IntervalControl(LEAST, 0);
  let { now } = allocate(control, { from: 0, seconds: 5, bytesPerSecond: 150 * LEAST });
  const seen = new Set<number>();
  for (let i = 0; i < 20; i++) {
    ({ now } = allocate(control, { from: now, seconds: 1, bytesPerSecond: 150 * LEAST }));
    seen.add(control.interval);
  }
  expect([...seen]).toEqual([2 * LEAST]);
});

it('treats a clock that stands still as a burst', () => {
  const control = new IntervalControl(LEAST, 7);
  for (let i = 0; i < 25; i++) control.sampled(7);
  expect(control.interval).toBe(2 * LEAST);
});
