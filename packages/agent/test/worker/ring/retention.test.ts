import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurrentLife,
  expendable,
  type HeldMoment,
  type RingBounds,
  thinnest,
} from '../../../src/worker/ring/retention.js';

const MINUTE = 60_000;
const current: CurrentLife = { key: 'now', startedAt: 1000 * MINUTE };

/** `count` moments of a life, a minute apart. */
function life(key: string, startMinute: number, count: number, bytes = 1): HeldMoment[] {
  return Array.from({ length: count }, (_, index) => ({
    life: key,
    time: (startMinute + index) * MINUTE,
    bytes,
  }));
}

function kept(
  moments: readonly HeldMoment[],
  bounds: Partial<RingBounds>,
  now: CurrentLife = current,
): HeldMoment[] {
  const given = new Set(expendable(moments, now, { moments: 1000, bytes: 1e9, lives: 1000, ...bounds }));
  return moments.filter((moment) => !given.has(moment));
}

const countOf = (moments: readonly HeldMoment[], key: string): number =>
  moments.filter((moment) => moment.life === key).length;

describe('expendable', () => {
  it('holds every bound and the newest moment of the current life, and names nothing twice', () => {
    const moments = fc.uniqueArray(
      fc.record({
        life: fc.constantFrom('now', 'a', 'b', 'c', 'd'),
        time: fc.integer({ min: 0, max: 200 }),
        bytes: fc.integer({ min: 0, max: 50 }),
      }),
      { selector: ({ life: key, time }) => `${key} ${time}`, maxLength: 80 },
    );
    const bounds = fc.record({
      moments: fc.integer({ min: 2, max: 10 }),
      bytes: fc.integer({ min: 50, max: 600 }),
      lives: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(moments, bounds, (held, limits) => {
        const now = { key: 'now', startedAt: 100 };
        const given = expendable(held, now, limits);
        expect(new Set(given).size).toBe(given.length);
        const rest = kept(held, limits, now);
        expect(rest.length).toBe(held.length - given.length);
        expect(rest.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(limits.bytes);
        for (const { life: key } of rest) expect(countOf(rest, key)).toBeLessThanOrEqual(limits.moments);
        const ended = new Set<string>(held.filter((m) => m.life !== 'now').map((m) => m.life));
        for (const { life: key, time } of held) if (time >= 100) ended.delete(key);
        const endedKept = new Set<string>(rest.map((m) => m.life).filter((key) => ended.has(key)));
        expect(endedKept.size).toBeLessThanOrEqual(limits.lives);
        const own = held.filter((m) => m.life === 'now').sort((a, b) => b.time - a.time);
        if (own[0] !== undefined) expect(rest).toContain(own[0]);
      }),
    );
  });

  it('gives up nothing within the bounds', () => {
    const moments = [...life('before', 0, 5), ...life('now', 1000, 5)];
    expect(expendable(moments, current, { moments: 5, bytes: 10, lives: 1 })).toEqual([]);
  });

  it('lets the newest of the ended lives live on', () => {
    const moments = [...life('c', 20, 3), ...life('a', 0, 3), ...life('b', 10, 3), ...life('now', 1000, 1)];
    const rest = kept(moments, { lives: 2 });
    expect(rest.map((moment) => moment.life)).toEqual(['c', 'c', 'c', 'b', 'b', 'b', 'now']);
  });

  it('leaves lives that run beside the current one alone', () => {
    const moments = [...life('beside', 990, 20), ...life('later', 1010, 3), ...life('now', 1000, 1)];
    expect(kept(moments, { lives: 0 })).toEqual(moments);
  });

  it('gives up older lives, then most of its own, then what tells of the kill, then the rest of its own', () => {
    const moments = [...life('old', 0, 10), ...life('killed', 100, 10), ...life('now', 1000, 20)];
    const counts = (bytes: number): number[] => {
      const rest = kept(moments, { bytes });
      return ['old', 'killed', 'now'].map((key) => countOf(rest, key));
    };
    expect(counts(40)).toEqual([10, 10, 20]);
    expect(counts(35)).toEqual([5, 10, 20]);
    expect(counts(30)).toEqual([0, 10, 20]);
    expect(counts(20)).toEqual([0, 10, 10]);
    expect(counts(18)).toEqual([0, 10, 8]);
    expect(counts(12)).toEqual([0, 4, 8]);
    expect(counts(5)).toEqual([0, 0, 5]);
    expect(counts(1)).toEqual([0, 0, 1]);
    expect(kept(moments, { bytes: 1 })).toEqual([moments.at(-1)]);
  });

  it('keeps the first and the newest moment of a life that it thins', () => {
    const moments = life('now', 1000, 50);
    const rest = kept(moments, { moments: 6 });
    expect(rest[0]).toBe(moments[0]);
    expect(rest.at(-1)).toBe(moments.at(-1));
  });
});

describe('thinnest', () => {
  /** Ages of what is left of `times`, each of which was the newest once, oldest first. */
  function agesLeft(times: readonly number[], count: number): number[] {
    const moments: HeldMoment[] = [];
    for (const time of times) {
      moments.push({ life: 'now', time, bytes: 1 });
      if (moments.length > count) moments.splice(thinnest(moments), 1);
    }
    return moments.map(({ time }) => times.at(-1)! - time);
  }

  it('covers a life of any length so that each age is at most twice the next one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (length) => {
        const ages = agesLeft(
          Array.from({ length }, (_, index) => index * MINUTE),
          32,
        );
        expect(ages[0]).toBe((length - 1) * MINUTE);
        for (let index = 0; index < ages.length - 2; index++) {
          expect(ages[index]! / ages[index + 1]!).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('still does so, less evenly, for moments that come irregularly', () => {
    const gaps = fc.array(fc.integer({ min: 30_000, max: 90_000 }), { minLength: 33, maxLength: 2000 });
    fc.assert(
      fc.property(gaps, (between) => {
        let time = 0;
        const ages = agesLeft(
          between.map((gap) => (time += gap)),
          32,
        );
        for (let index = 0; index < ages.length - 2; index++) {
          expect(ages[index]! / ages[index + 1]!).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives up a burst before what is spaced', () => {
    const minutes = life('now', 0, 6);
    const burst = [1, 2, 3].map((ms) => ({ life: 'now', time: 2 * MINUTE + ms, bytes: 1 }));
    const moments = [...minutes, ...burst].sort((a, b) => a.time - b.time);
    for (let times = 0; times < 3; times++) moments.splice(thinnest(moments), 1);
    expect(moments.map(({ time }) => Math.round(time / MINUTE))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('gives up the first moment only when nothing is left between it and the newest', () => {
    expect(thinnest(life('now', 0, 2))).toBe(0);
    expect(thinnest(life('now', 0, 1))).toBe(0);
    expect(thinnest(life('now', 0, 3))).toBe(1);
  });
});
