import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Watermarks } from '../../../src/worker/ring/watermarks.js';

const LIMIT = 1000;
const SECOND = 1000;

/** What fires at usages in percent, one every `everyMs`. */
function fired(percents: readonly number[], everyMs: number): (number | undefined)[] {
  const marks = new Watermarks();
  return percents.map((percent, index) => marks.observe(percent * 10, LIMIT, index * everyMs));
}

it('fires once at each step on the way up, however quickly they come', () => {
  const percents = Array.from({ length: 101 }, (_, percent) => percent);
  const steps = fired(percents, 1).filter((step) => step !== undefined);
  expect(steps).toEqual([60, 65, 70, 75, 80, 85, 90, 95]);
});

it('fires the highest of several steps that are passed at once', () => {
  expect(fired([10, 82, 83], SECOND)).toEqual([undefined, 80, undefined]);
});

it('fires again only after usage has been more than ten points below', () => {
  expect(fired([80, 72, 80, 69, 80], 5 * SECOND)).toEqual([80, undefined, undefined, undefined, 80]);
  expect(fired([80, 49, 61, 71], 5 * SECOND)).toEqual([80, undefined, 60, 70]);
});

it('fires steps that it has known at most once a second, the late one when its time has come', () => {
  expect(fired([75, 50, 60, 70, 70, 70, 70], 300)).toEqual([
    75,
    undefined,
    undefined,
    undefined,
    70,
    undefined,
    undefined,
  ]);
});

it('never leaves out a rise past the steps from 85 % on', () => {
  expect(fired([95, 70, 85, 90, 95, 70, 95], 1)).toEqual([95, undefined, 85, 90, 95, undefined, 95]);
});

it('fires only steps that usage has reached, and no step below 85 % twice in a second', () => {
  const walk = fc.array(
    fc.record({ percent: fc.integer({ min: 0, max: 120 }), passed: fc.integer({ min: 1, max: 700 }) }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(walk, (readings) => {
      const marks = new Watermarks();
      const last = new Map<number, number>();
      let now = 0;
      for (const { percent, passed } of readings) {
        now += passed;
        const next = marks.next(percent * 10, LIMIT);
        const step = marks.observe(percent * 10, LIMIT, now);
        if (next !== undefined) expect(next).toBeGreaterThan(percent);
        if (step === undefined) continue;
        expect([60, 65, 70, 75, 80, 85, 90, 95]).toContain(step);
        expect(step).toBeLessThanOrEqual(percent);
        if (step < 85) expect(now - (last.get(step) ?? -SECOND)).toBeGreaterThanOrEqual(SECOND);
        last.set(step, now);
      }
    }),
  );
});

it('tells which step comes next', () => {
  const marks = new Watermarks();
  expect(marks.next(100, LIMIT)).toBe(60);
  marks.observe(720, LIMIT, 0);
  expect(marks.next(720, LIMIT)).toBe(75);
  expect(marks.next(620, LIMIT)).toBe(75);
  marks.observe(990, LIMIT, 1);
  expect(marks.next(990, LIMIT)).toBeUndefined();
});

it('says nothing under no limit', () => {
  const marks = new Watermarks();
  expect(marks.observe(100, 0, 0)).toBeUndefined();
  expect(marks.observe(100, Infinity, 0)).toBeUndefined();
});
