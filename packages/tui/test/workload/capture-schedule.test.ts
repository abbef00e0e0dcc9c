import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CaptureSchedule } from '../../src/workload/engine/capture-schedule.js';

const EVERY = 10_000;

/** Lets a schedule run, with captures that take so long, and gives the begin of each by key. */
function simulate(pods: number, { rounds, tookMs }: { rounds: number; tookMs: number }) {
  const schedule = new CaptureSchedule({ everyMs: EVERY, atOnce: 4 });
  const begins = new Map<string, number[]>();
  for (let i = 0; i < pods; i++) schedule.add(`pod-${i}`, 0);
  let underWay: { key: string; until: number }[] = [];
  let most = 0;
  for (let now = 0; now <= rounds * EVERY; now += 50) {
    for (const { key, until } of underWay) if (until <= now) schedule.finish(key, 'taken', now);
    underWay = underWay.filter(({ until }) => until > now);
    for (const key of schedule.start(now)) {
      begins.set(key, [...(begins.get(key) ?? []), now]);
      underWay.push({ key, until: now + tookMs });
    }
    most = Math.max(most, underWay.length);
  }
  return { begins, most };
}

test('every pod once a round, never more than four at a time, one of a pod at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 900 }), (pods, tookMs) => {
      const { begins, most } = simulate(pods, { rounds: 6, tookMs });
      expect(most).toBeLessThanOrEqual(4);
      expect(begins.size).toBe(pods);
      for (const times of begins.values()) {
        expect(times.length).toBeGreaterThanOrEqual(5);
        expect(times.length).toBeLessThanOrEqual(8);
      }
    }),
    { numRuns: 40 },
  );
});

test('captures are spread over the round', () => {
  const { begins } = simulate(20, { rounds: 6, tookMs: 100 });
  const inRound = [...begins.values()]
    .flat()
    .filter((at) => at >= 3 * EVERY && at < 4 * EVERY)
    .toSorted((a, b) => a - b);
  const gaps = inRound.slice(1).map((at, i) => at - inRound[i]!);
  expect(inRound).toHaveLength(20);
  expect(Math.max(...gaps)).toBeLessThanOrEqual((3 * EVERY) / 20);
});

test('a pod that fails is asked again soon, later and later; one without an agent once a minute', () => {
  const schedule = new CaptureSchedule({ everyMs: EVERY, atOnce: 4 });
  schedule.add('a', 0);
  const pauses = [];
  let now = 0;
  for (let i = 0; i < 7; i++) {
    expect(schedule.start(now)).toEqual(['a']);
    schedule.finish('a', 'failed', now);
    const pause = schedule.untilNext(now)!;
    pauses.push(pause);
    now += pause;
  }
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  schedule.start(now);
  schedule.finish('a', 'no-agent', now);
  expect(schedule.untilNext(now)).toBe(60_000);
  schedule.hurry('a', now);
  expect(schedule.start(now)).toEqual(['a']);
});

test('the capture of a pod that is gone counts until it is over', () => {
  const schedule = new CaptureSchedule({ everyMs: EVERY, atOnce: 1 });
  schedule.add('a', 0);
  schedule.add('b', 0);
  expect(schedule.start(0)).toEqual(['a']);
  schedule.remove('a');
  expect([schedule.start(0), schedule.untilNext(0)]).toEqual([[], undefined]);
  schedule.finish('a', 'taken', 10);
  expect(schedule.start(10)).toEqual(['b']);
});
