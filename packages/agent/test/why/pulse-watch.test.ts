import { expect, it } from 'vitest';
import { PulseWatch } from '../../src/why/pulse-watch.js';
import { QuestionPulse } from '../../src/why/question-pulse.js';

/** Looks every 50 ms until it is to be ended, or for 10 s; before each look something happens. */
function endedAfter(pulse: QuestionPulse, happens: (ms: number) => void): number | undefined {
  const watch = new PulseWatch(0);
  for (let ms = 0; ms <= 10_000; ms += 50) {
    happens(ms);
    if (watch.look(pulse.reading, ms) !== undefined) return ms;
  }
  return undefined;
}

it('lets a question be that gives signs of life and has the main thread go on', () => {
  const pulse = new QuestionPulse();
  pulse.arm();
  const ended = endedAfter(pulse, (ms) => {
    pulse.beat();
    pulse.pause();
    if (ms % 300 === 0) pulse.resume();
  });
  expect(ended).toBeUndefined();
});

it('ends one that keeps the main thread stopped, counted from that stop', () => {
  const pulse = new QuestionPulse();
  pulse.arm();
  const ended = endedAfter(pulse, (ms) => {
    pulse.beat();
    if (ms <= 1000) pulse.pause();
    if (ms < 1000) pulse.resume();
  });
  expect(ended).toBe(1400);
});

it('ends one that is silent: soon where the main thread may be stopped, else later', () => {
  const silentFrom = (arm: boolean): number | undefined => {
    const pulse = new QuestionPulse();
    if (arm) pulse.arm();
    return endedAfter(pulse, (ms) => {
      if (ms <= 1000) pulse.beat();
    });
  };
  expect(silentFrom(true)).toBe(1700);
  expect(silentFrom(false)).toBe(6000);
});

it('ends one that never came up', () => {
  expect(endedAfter(new QuestionPulse(), () => undefined)).toBe(5000);
});

it('has more patience until the main thread may be stopped, however long that took', () => {
  const pulse = new QuestionPulse();
  const ended = endedAfter(pulse, (ms) => {
    if (ms === 3000) pulse.arm();
  });
  expect(ended).toBe(3700);
});

it('takes the main thread for going on where its debugger is ended', () => {
  const pulse = new QuestionPulse();
  pulse.arm();
  pulse.pause();
  pulse.disarm();
  expect(pulse.reading).toMatchObject({ armed: false, pauses: 1, resumed: 1 });
});

it('is told at once that the session has ended', () => {
  const pulse = new QuestionPulse();
  expect(new QuestionPulse(pulse.shared).waitUntilLeft(1)).toBe(false);
  pulse.leave();
  expect(new QuestionPulse(pulse.shared).waitUntilLeft(10_000)).toBe(true);
});
