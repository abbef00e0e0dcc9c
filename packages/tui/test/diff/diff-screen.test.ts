import type { CaptureComparison } from '@heaptide/report/browse';
import { expect, test } from 'vitest';
import { ComparedSides } from '../../src/diff/compared-sides.js';
import { DiffScreen } from '../../src/diff/diff-screen.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import type { WatchEngine } from '../../src/engine/watch-engine.js';
import type { ScreenContext } from '../../src/screen/screen.js';
import { comparedSite, comparisonOf, sampleEntry } from './sample-diff.js';

/** A screen over a series of two captures and more, each comparison of which is answered when it is told to be. */
function fastSeries() {
  const answers: ((comparison: CaptureComparison) => void)[] = [];
  const engine = {
    compare: () => new Promise<CaptureComparison>((resolve) => answers.push(resolve)),
    paths: () => Promise.resolve([]),
  } as unknown as WatchEngine;
  let captures = 2;
  const context = (): ScreenContext => ({
    state: {
      name: 'sample',
      everyMs: 250,
      connection: { state: 'live', since: 0 },
      paused: false,
      queued: 0,
      captureAsked: false,
      captureCount: captures,
      frames: [],
      answers: [],
      entries: Array.from({ length: captures }, (_, index) => sampleEntry(index)),
      capacity: 120,
      baseline: undefined,
      units: [],
      isLive: true,
      savedIn: undefined,
    },
    engine,
    style: createDrawingStyle({ color: false, ascii: false }),
    now: 0,
    width: 100,
    height: 22,
    costly: true,
  });
  const screen = new DiffScreen({ sides: new ComparedSides(), changed: () => undefined });
  return {
    screen,
    context,
    text: () => screen.body(context()).join('\n'),
    capture: () => {
      captures++;
    },
    answer: async (name: string) => {
      answers.shift()!(comparisonOf([comparedSite([name, '/app/a.js:1', 1, 9])]));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a comparison stays on the screen, and what it is of, until that with the next capture has come', async () => {
  const { screen, context, text, capture, answer } = fastSeries();
  expect(text()).toContain('comparing captures 1 and 2 ...');
  await answer('first');
  expect(text()).toMatch(/^ B +#2 /m);
  capture();
  expect(text()).toMatch(/^ B +#2 /m);
  expect(text()).toContain('first');
  // No key falls into the gap.
  expect(screen.press({ command: 'open-detail' }, context())).toMatchObject({
    wish: 'detail',
    place: { function: 'first' },
  });
  await answer('second');
  expect(text()).toMatch(/^ B +#3 /m);
  expect(text()).toContain('second');
});

test('a series that is faster than comparisons are made still shows one', async () => {
  const { text, capture, answer } = fastSeries();
  text();
  for (const name of ['one', 'two', 'three']) {
    capture();
    text();
    await answer(name);
    expect(text()).toContain(name);
  }
});
