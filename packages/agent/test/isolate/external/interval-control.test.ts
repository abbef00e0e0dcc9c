import { expect, it } from 'vitest';
import { IntervalControl } from '../../../src/isolate/external/interval-control.js';

const MIB = 2 ** 20;
const LEAST = MIB / 2;

/** A thread that allocates so much at a time. */
interface Load {
  readonly from: number;
  readonly seconds: number;
  readonly bytesPerSecond: number;
  readonly size?: number;
}

/** Lets a thread allocate evenly for some seconds; returns the samples taken, and the time at the end. */
function allocate(
  control: IntervalControl,
  { from, seconds, bytesPerSecond, size = 100 }: Load,
): { samples: number; now: number } {
  const end = from + seconds * 1000;
  let samples = 0;
  let now = from;
  for (;;) {
    now += (control.interval / bytesPerSecond) * 1000;
    if (now > end) return { samples, now: end };
    control.sampled(now, size);
    samples += 1;
  }
}

it('keeps the wished interval while samples are few', () => {
  const control = new IntervalControl(LEAST, 0);
  allocate(control, { from: 0, seconds: 60, bytesPerSecond: 190 * LEAST });
  expect(control.interval).toBe(LEAST);
});

it('doubles until there are about 200 samples a second, at a bounded price', () => {
  const control = new IntervalControl(LEAST, 0);
  const burst = allocate(control, { from: 0, seconds: 1, bytesPerSecond: 10_000 * LEAST });
  expect(control.interval).toBe(64 * LEAST);
  expect(burst.samples).toBeLessThan(500);
  const steady = allocate(control, { from: burst.now, seconds: 10, bytesPerSecond: 10_000 * LEAST });
  expect(steady.samples / 10).toBeLessThan(200);
});

it('comes back down with the load, and at once after silence', () => {
  const control = new IntervalControl(LEAST, 0);
  const { now } = allocate(control, { from: 0, seconds: 1, bytesPerSecond: 10_000 * LEAST });
  allocate(control, { from: now, seconds: 20, bytesPerSecond: 400 * LEAST });
  expect(control.interval).toBe(4 * LEAST);
  expect(control.adapt(now + 20_500)).toBe(4 * LEAST);
  expect(control.adapt(now + 60_000)).toBe(LEAST);
});

it('does not swing between two intervals under an even load', () => {
  const control = new IntervalControl(LEAST, 0);
  let { now } = allocate(control, { from: 0, seconds: 5, bytesPerSecond: 300 * LEAST });
  const seen = new Set<number>();
  for (let i = 0; i < 20; i++) {
    ({ now } = allocate(control, { from: now, seconds: 1, bytesPerSecond: 300 * LEAST }));
    seen.add(control.interval);
  }
  expect([...seen]).toEqual([2 * LEAST]);
});

it('treats a clock that stands still as a burst', () => {
  const control = new IntervalControl(LEAST, 7);
  for (let i = 0; i < 25; i++) control.sampled(7, 1);
  expect(control.interval).toBe(2 * LEAST);
});

it('has few bytes of large allocations sampled', () => {
  const control = new IntervalControl(LEAST, 0);
  // A thousand allocations of 1 MiB a second, each sampled with a probability of 1 - exp(-size/interval).
  let bytes = 0;
  for (let now = 0, left = control.interval; now < 10_000; now++) {
    left -= MIB;
    if (left >= 0) continue;
    if (now > 5000) bytes += MIB;
    left = control.sampled(now, MIB);
  }
  expect(bytes / 5 / MIB).toBeLessThan(20);
});
