/** Questions that go wrong in the middle: the program goes on within a second, and nothing is left of them. */
import process from 'node:process';
import { expect, it } from 'vitest';
import { breakQuestions, type Disturbance } from './broken-questions.js';

/** All others, and other versions of Node.js: test/long/why-broken.test.ts. */
const DISTURBANCES: readonly Disturbance[] = [
  'catching/pause/spin',
  'catching/pause/throw',
  'catching/pause/exit',
  'catching/pause/memory',
  'catching again/condition/spin',
  'catching again/pause/end-agent',
];
const SILENCE_MS = 1000;
/** Other programs on the machine make it less. */
const SPEED_ALONE = 0.6;

it('the program goes on within a second, with nothing left behind', async () => {
  const { broken, speed, state, stderr } = await breakQuestions(process.execPath, DISTURBANCES);
  expect(broken.map(({ disturbance }) => disturbance)).toEqual(DISTURBANCES);
  for (const { disturbance, silence, left, status } of broken) {
    expect(silence, disturbance).toBeLessThan(SILENCE_MS);
    expect([status, left], disturbance).toEqual([disturbance.endsWith('end-agent') ? 0 : 503, 0]);
  }
  expect(speed.besideTwin, JSON.stringify(speed)).toBeGreaterThan(0.9);
  expect(speed.alone, JSON.stringify(speed)).toBeGreaterThan(SPEED_ALONE);
  expect(state, stderr).toBe('held');
});
