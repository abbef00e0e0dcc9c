import { describe, expect, it } from 'vitest';
import { chooseInterval, IntervalGovernor } from '../../src/isolate/interval-governor.js';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('chooseInterval', () => {
  it.each([
    [0.2 * MIB, 64 * KIB],
    [1 * MIB, 16 * KIB],
    [10 * MIB, 16 * KIB],
    [13 * MIB, 32 * KIB],
    [100 * MIB, 128 * KIB],
    [600 * MIB, 1024 * KIB],
    [5000 * MIB, 1024 * KIB],
  ])('for %d bytes a second', (rate, interval) => {
    expect(chooseInterval(rate)).toMatchObject({ interval, rate });
  });

  it('is the finest power of two that stays within the budget', () => {
    for (let rate = 2 * MIB; rate < 2000 * MIB; rate *= 1.3) {
      const { interval } = chooseInterval(rate);
      if (interval < 1024 * KIB) expect(rate / interval).toBeLessThanOrEqual(800);
      if (interval > 16 * KIB) expect(rate / (interval / 2)).toBeGreaterThan(800);
    }
  });

  it('says why', () => {
    expect(chooseInterval(100 * MIB).reason).toBe(
      '100.0 MiB/s of allocation make 800 samples/s; 800 take 1 % of a core',
    );
  });
});

/** The choices of a program that allocates at `rateAt` bytes a second, looked at every second. */
function choicesOf(
  seconds: number,
  rateAt: (second: number) => number,
): [second: number, interval: number][] {
  const governor = new IntervalGovernor(0);
  const choices: [number, number][] = [];
  let interval = 512 * KIB;
  let bytes = 0;
  for (let second = 0; second <= seconds; second++) {
    const choice = governor.look(second * 1000, bytes, interval);
    if (choice !== undefined) choices.push([second, (interval = choice.interval)]);
    bytes += rateAt(second);
  }
  return choices;
}

describe('IntervalGovernor', () => {
  it('leaves start-up out of the measure', () => {
    expect(choicesOf(20, (second) => (second === 0 ? 900 * MIB : 5 * MIB))).toEqual([[5, 16 * KIB]]);
  });

  it('makes the interval coarser within a second of heavy traffic, and not finer after it', () => {
    const traffic = (second: number): number => (second >= 8 && second < 12 ? 600 * MIB : 2 * MIB);
    expect(choicesOf(60, traffic)).toEqual([
      [5, 16 * KIB],
      [9, 1024 * KIB],
    ]);
  });

  it('bears a little more than the budget', () => {
    expect(choicesOf(60, (second) => (second < 6 ? 12 : 24) * MIB)).toEqual([[5, 16 * KIB]]);
  });
});
