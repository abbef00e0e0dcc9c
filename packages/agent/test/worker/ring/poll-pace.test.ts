import { expect, it } from 'vitest';
import { PollPace } from '../../../src/worker/ring/poll-pace.js';

const MB = 1e6;

it('leaves a process at rest alone for as long as it may', () => {
  const pace = new PollPace();
  expect(pace.next({ usage: 90 * MB, distance: 6 * MB, restMs: 67 }, 0)).toBe(67);
  expect(pace.next({ usage: 90 * MB, distance: 6 * MB, restMs: 67 }, 67)).toBe(67);
  expect(pace.next({ usage: 90 * MB, distance: 40 * MB, restMs: 67 }, 134)).toBe(100);
});

it('waits 10 ms at least and 250 ms at most', () => {
  const pace = new PollPace();
  expect(pace.next({ usage: 0, distance: Infinity, restMs: Infinity }, 0)).toBe(250);
  expect(pace.next({ usage: 0, distance: 0, restMs: 0 }, 1)).toBe(10);
  expect(pace.next({ usage: 0, distance: -MB, restMs: -5 }, 2)).toBe(10);
});

it('reads a growing process four times before it can have come to the next step', () => {
  const pace = new PollPace();
  pace.next({ usage: 0, distance: 20 * MB, restMs: 100 }, 0);
  // 100 MB/s, so 10 MB take 100 ms.
  expect(pace.next({ usage: 10 * MB, distance: 10 * MB, restMs: 100 }, 100)).toBe(25);
});

it('calms down when growth has ended', () => {
  const pace = new PollPace();
  const position = { distance: 10 * MB, restMs: 100 };
  pace.next({ ...position, usage: 0 }, 0);
  const growing = pace.next({ ...position, usage: 20 * MB }, 100);
  const calming = pace.next({ ...position, usage: 20 * MB }, 350);
  const calm = pace.next({ ...position, usage: 20 * MB }, 2000);
  expect(growing).toBe(12.5);
  expect(calming).toBe(25);
  expect(calm).toBe(100);
});
