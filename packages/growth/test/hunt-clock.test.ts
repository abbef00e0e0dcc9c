import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { huntClock, watchedReadings } from '../src/hunt-clock.js';
import { syntheticSeries } from './synthetic-series.js';

const READING = syntheticSeries([], { rounds: 1 })[0]!.metadata!;

/** The clock of readings at these clocks, a second apart. */
function clockAt(...clocks: number[]) {
  const readings = clocks.map((clock, i) => ({
    ...READING,
    clock,
    time: new Date(1000 * i).toISOString(),
    work: { jobs: 3 * i },
  }));
  return huntClock(readings, undefined);
}

describe('the clock of a hunt', () => {
  it('counts units, seconds and bytes', () => {
    expect(clockAt(100, 200, 400)).toEqual({
      work: [100, 200, 400],
      units: [0, 3, 6],
      seconds: [0, 1, 2],
      allocated: [100, 200, 400],
      warmedUp: true,
    });
  });

  it('runs with the time where no sample tells how much was allocated', () => {
    expect(clockAt(100, 100, 100, 400).allocated).toEqual([100, 200, 300, 400]);
    expect(clockAt(100, 90, 300).allocated).toEqual([100, 200, 300]);
  });

  it('rises throughout, and keeps what is known', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 }), (steps) => {
        let sum = 0;
        const clocks = steps.map((step) => (sum += Math.max(0, step - 10) * 1000));
        const { allocated } = clockAt(...clocks);
        allocated.forEach((bytes, i) => {
          if (i > 0) expect(bytes).toBeGreaterThan(allocated[i - 1]!);
          if (i === 0 || clocks[i]! > clocks[i - 1]!) expect(bytes).toBe(clocks[i]);
        });
      }),
    );
  });

  it('knows whether half a usual round of work was done before the first reading', () => {
    expect(clockAt(0, 100, 200, 300).warmedUp).toBe(false);
    expect(clockAt(49, 149, 249, 349).warmedUp).toBe(false);
    expect(clockAt(50, 150, 250, 350).warmedUp).toBe(true);
    expect(clockAt(5000).warmedUp).toBe(false);
  });
});

describe('watchedReadings', () => {
  it('counts what was watched before the first reading as one', () => {
    expect(watchedReadings(7, { warmedUp: true })).toBe(8);
    expect(watchedReadings(7, { warmedUp: false })).toBe(7);
  });
});

it('the clock rises at every reading, however readings that stand still lie in time', () => {
  const at = (seconds: number, clock: number) => ({
    ...READING,
    clock,
    time: new Date(1000 * seconds).toISOString(),
  });
  const { allocated } = huntClock([at(0, 100), at(995, 100), at(998, 100), at(1000, 900)], undefined);
  expect(new Set(allocated).size).toBe(4);
});
