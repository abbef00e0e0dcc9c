import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeVerdictLine } from '../../src/screen/verdict-line.js';
import type { WatchState } from '../../src/session/watch-state.js';
import { EVERY_MS, sampleReport, START } from '../sample-report.js';

const style = createDrawingStyle({ color: false, ascii: false });
const outlook = { limit: 'heap', bytesLeft: 4e7, seconds: 86_400, low: 80_000, high: 90_000 } as const;
const state: WatchState = {
  name: 'pod/a',
  everyMs: EVERY_MS,
  captureCount: 14,
  receivedAt: START,
  report: sampleReport(14, { outlook }),
  connection: { state: 'live', since: START },
  paused: false,
  queued: 0,
  captureAsked: false,
};
const line = (width: number) => composeVerdictLine(state, { width, style, now: START });

test('where there is little room an interval gives way before a figure, and no figure for one that is longer', () => {
  expect(line(140)).toBe(
    ' !! LEAK  newSession keeps 182 B per session (±14), heap limit in 1d00h (22h13m to 1d01h), +1.58 MiB/min, 14 captures',
  );
  expect(line(100)).toBe(
    ' !! LEAK  newSession keeps 182 B per session (±14), heap limit in 1d00h (22h13m to 1d01h)',
  );
  expect(line(80)).toBe(' !! LEAK  newSession keeps 182 B per session (±14), heap limit in 1d00h');
  expect(line(70)).toBe(' !! LEAK  newSession keeps 182 B per session (±14), +1.58 MiB/min');
});

test('at every width the answer stands there and the line is no wider', () => {
  for (let width = 40; width < 160; width++) {
    expect(line(width).length).toBeLessThanOrEqual(width);
    expect(line(width)).toContain('!! LEAK');
  }
});
