import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, timeTicks } from '../../src/timeline/time-ticks.js';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Asia/Kolkata';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const at = (time: string) => Date.parse(`${time}+05:30`);
const labels = (from: string, to: string, cells: number) =>
  timeTicks({ from: at(from), to: at(to), cells }).map(({ label }) => label);

test('round local moments, as exact as their distance', () => {
  expect(labels('2026-03-11T13:48:31', '2026-03-11T14:02:31', 40)).toEqual(['13:50', '13:55', '14:00']);
  expect(labels('2026-03-11T13:48:31', '2026-03-11T13:48:51', 70)).toEqual([
    '13:48:35',
    '13:48:40',
    '13:48:45',
    '13:48:50',
  ]);
  expect(labels('2026-03-11T22:10:00', '2026-03-12T10:10:00', 40)).toEqual([
    '00:00',
    '03:00',
    '06:00',
    '09:00',
  ]);
  expect(labels('2026-03-11T13:48:31', '2026-03-14T13:48:31', 100)).toContain('03-12 00:00');
  expect(labels('2026-03-11T13:48:31', '2026-06-14T13:48:31', 40)[0]).toMatch(/^\d\d-\d\d$/);
});

test('one capture, or less time than a step, still has its moment', () => {
  expect(labels('2026-03-11T13:48:31', '2026-03-11T13:48:31', 70)).toEqual(['13:48:31']);
  expect(
    timeTicks({ from: at('2026-03-11T13:48:31.100'), to: at('2026-03-11T13:48:31.900'), cells: 70 }),
  ).toHaveLength(1);
});

test('ticks lie within the axis, in order, and their labels have room', () => {
  const span = fc.integer({ min: 1, max: 400 * 86_400_000 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2e12 }),
      span,
      fc.integer({ min: 40, max: 220 }),
      (from, length, cells) => {
        const ticks = timeTicks({ from, to: from + length, cells });
        expect(ticks.length).toBeGreaterThan(0);
        const column = (ms: number) => ((ms - from) / length) * cells;
        for (const [index, tick] of ticks.entries()) {
          expect(tick.at).toBeGreaterThanOrEqual(from);
          expect(tick.at).toBeLessThanOrEqual(from + length);
          const before = ticks[index - 1];
          if (before !== undefined)
            expect(column(tick.at) - column(before.at)).toBeGreaterThan(tick.label.length);
        }
      },
    ),
  );
});

test('the day of a moment', () => expect(dayOf(at('2026-03-01T00:10:00'))).toBe('03-01'));
