import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capturesToCompare } from '../../src/timeline/captures-to-compare.js';
import type { CaptureEntry } from '../../src/engine/capture-entry.js';
import type { KeyCommand } from '../../src/keys/key-table.js';
import type { TimelineModel } from '../../src/timeline/timeline-model.js';
import { timelineIndex } from '../../src/timeline/timeline-index.js';
import {
  INITIAL_TIMELINE_VIEW,
  placeTimeline,
  pressTimeline,
  selectedCapture,
  type TimelineView,
} from '../../src/timeline/timeline-view.js';
import { eventfulTimeline, numbered, sampleEntry, sampleTimeline } from './sample-timeline.js';

const PAGE = 7;
const series = (length: number) =>
  sampleTimeline(Array.from({ length }, (_, index) => sampleEntry(index + 1)));

function pressed(model: TimelineModel, ...commands: readonly (KeyCommand | readonly [KeyCommand, number])[]) {
  let view = INITIAL_TIMELINE_VIEW;
  for (const one of commands) {
    const press = typeof one === 'string' ? { command: one } : { command: one[0], count: one[1] };
    view = pressTimeline(view, press, { model, page: PAGE }) ?? view;
  }
  return view;
}
const selectedNumber = (model: TimelineModel, view: TimelineView) => selectedCapture(model, view)?.number;

test('the newest capture is selected until a key chooses another', () => {
  expect(selectedNumber(series(5), INITIAL_TIMELINE_VIEW)).toBe(5);
  expect(selectedNumber(series(6), INITIAL_TIMELINE_VIEW)).toBe(6);
  const up = pressed(series(6), 'up');
  expect(selectedNumber(series(6), up)).toBe(5);
  expect(selectedNumber(series(40), up)).toBe(5);
  const down = pressed(series(6), 'up', 'down');
  expect(selectedNumber(series(40), down)).toBe(6);
  const followed = pressed(series(6), 'up', 'bottom');
  expect(selectedNumber(series(40), followed)).toBe(40);
});

test('counts, pages and both ends', () => {
  const model = series(60);
  expect(selectedNumber(model, pressed(model, 'top'))).toBe(1);
  expect(selectedNumber(model, pressed(model, 'top', ['down', 10]))).toBe(11);
  expect(selectedNumber(model, pressed(model, 'top', 'page-down'))).toBe(8);
  expect(selectedNumber(model, pressed(model, ['bottom', 33]))).toBe(33);
  expect(selectedNumber(model, pressed(model, 'top', 'up'))).toBe(1);
});

test('a burst of 200 moves by 200', () => {
  const model = series(300);
  const moves = Array.from({ length: 200 }, (): KeyCommand => 'down');
  expect(selectedNumber(model, pressed(model, 'top', ...moves))).toBe(201);
});

test('the selection of a capture that was thinned out goes to the next that is kept', () => {
  const view = pressed(series(20), ['top', 9]);
  const kept = sampleTimeline(series(20).entries.filter(({ number }) => number % 4 === 0));
  expect(selectedNumber(kept, view)).toBe(12);
  expect(selectedNumber(sampleTimeline([]), view)).toBeUndefined();
});

test('what other screens do means nothing here', () => {
  const options = { model: series(3), page: PAGE };
  for (const command of ['pin', 'note', 'open', 'set-baseline', 'back', 'sort'] as const)
    expect(pressTimeline(INITIAL_TIMELINE_VIEW, { command }, options)).toBeUndefined();
  expect(pressTimeline(INITIAL_TIMELINE_VIEW, { command: 'type', text: 'x' }, options)).toBeUndefined();
});

test('marks: first A, then B, the third starts over, the same again takes it back', () => {
  const model = series(9);
  const marks = ({ a, b }: TimelineView) => [a, b];
  expect(marks(pressed(model, ['top', 2], 'mark'))).toEqual([2, undefined]);
  expect(marks(pressed(model, ['top', 2], 'mark', 'down', 'mark'))).toEqual([2, 3]);
  expect(marks(pressed(model, ['top', 2], 'mark', 'down', 'mark', 'down', 'mark'))).toEqual([4, undefined]);
  expect(marks(pressed(model, ['top', 2], 'mark', 'mark'))).toEqual([undefined, undefined]);
  expect(marks(pressed(model, ['top', 2], 'mark', 'down', 'mark', 'back'))).toEqual([undefined, undefined]);
});

test('a marked capture stays selected when newer ones come', () => {
  const view = pressed(series(9), 'mark');
  expect(selectedNumber(series(30), view)).toBe(9);
});

test('two lives are never marked together; the refusal says so and goes with the next move', () => {
  const model = eventfulTimeline();
  const refused = pressed(model, ['top', 3], 'mark', 'bottom', 'mark');
  expect(refused).toMatchObject({ a: 3, b: undefined });
  expect(refused.refusal).toBe('captures 3 and 18 are of two lives of the process: never compared');
  expect(pressTimeline(refused, { command: 'up' }, { model, page: PAGE })?.refusal).toBeUndefined();
});

test('nor captures with exact sites on in one only', () => {
  const model = sampleTimeline([sampleEntry(1), sampleEntry(2, { metadata: { exactSites: true } })]);
  expect(pressed(model, 'top', 'mark', 'bottom', 'mark').refusal).toMatch(/exact sites were on in B only/);
});

test('marks of captures that are no longer kept are dropped', () => {
  const view = pressed(series(9), ['top', 2], 'mark', 'down', 'mark');
  const kept = sampleTimeline(series(9).entries.filter(({ number }) => number !== 3));
  expect(placeTimeline(view, kept, PAGE)).toMatchObject({ a: 2, b: undefined });
});

test('what enter compares', () => {
  const model = series(9);
  expect(capturesToCompare(model, pressed(model, ['top', 2], 'mark', ['down', 4], 'mark', 'bottom'))).toEqual(
    { a: 2, b: 6 },
  );
  expect(capturesToCompare(model, pressed(model, ['top', 2], 'mark', 'bottom'))).toEqual({ a: 2, b: 9 });
  expect(capturesToCompare(model, INITIAL_TIMELINE_VIEW)).toEqual({ a: 1, b: 9 });
  expect(capturesToCompare({ ...model, baseline: numbered(4) }, INITIAL_TIMELINE_VIEW)).toEqual({
    a: 4,
    b: 9,
  });
  expect(capturesToCompare(model, pressed(model, 'top'))).toEqual({
    refusal: 'capture 1 is the first of its life: select another one to compare it with',
  });
  expect(capturesToCompare(sampleTimeline([]), INITIAL_TIMELINE_VIEW)).toEqual({
    refusal: 'there is no capture yet',
  });
});

test('enter never compares two lives: a baseline of another life does not count, a mark of one is refused', () => {
  const model = { ...eventfulTimeline(), baseline: numbered(2) };
  expect(capturesToCompare(model, INITIAL_TIMELINE_VIEW)).toEqual({ a: 13, b: 18 });
  expect(capturesToCompare(model, pressed(model, ['top', 3], 'mark', 'bottom'))).toHaveProperty('refusal');
});

const entryList = fc
  .array(fc.record({ skip: fc.integer({ min: 1, max: 4 }), newLife: fc.boolean(), afterGap: fc.boolean() }), {
    maxLength: 60,
  })
  .map((items) => {
    let number = 0;
    let life = 1;
    return items.map(({ skip, newLife, afterGap }): CaptureEntry => {
      number += skip;
      if (newLife) life++;
      return sampleEntry(number, { life, afterGap });
    });
  });
const command = fc.constantFrom<KeyCommand>(
  'down',
  'up',
  'half-down',
  'half-up',
  'page-down',
  'page-up',
  'top',
  'bottom',
  'mark',
  'back',
);

test('whatever is pressed and whatever comes: the selection is kept, in sight, and marks are of one life', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(command, entryList), { maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, page) => {
        let model = sampleTimeline([]);
        let view = INITIAL_TIMELINE_VIEW;
        for (const step of steps) {
          if (typeof step === 'string')
            view = pressTimeline(view, { command: step }, { model, page }) ?? view;
          else model = sampleTimeline(step);
          view = placeTimeline(view, model, page);
          const { rows } = timelineIndex(model.entries);
          const capture = selectedCapture(model, view);
          if (model.entries.length === 0) continue;
          const row = rows.findIndex((one) => one.kind === 'capture' && one.entry === capture);
          expect(row).toBeGreaterThanOrEqual(view.top);
          expect(row).toBeLessThan(view.top + page);
          expect(view.top).toBeLessThanOrEqual(Math.max(0, rows.length - page));
          const marked = model.entries.filter(({ number }) => number === view.a || number === view.b);
          if (view.b !== undefined && typeof step === 'string')
            expect(new Set(marked.map(({ life }) => life)).size).toBe(1);
        }
      },
    ),
  );
});
