import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { WatchSession, type WatchSessionOptions } from '../../src/session/watch-session.js';
import type { WatchState } from '../../src/session/watch-state.js';
import { EVERY_MS, START, sampleCapture, sampleReport } from '../sample-report.js';
import { type Answer, FakeClock, ScriptedSource, sampleHunt, sessionAfter } from '../scripted-session.js';

const unreachable = new HeaptideError('HT_E_UNREACHABLE', 'connection refused by localhost:6060');

interface Run {
  readonly states: readonly WatchState[];
  readonly clock: FakeClock;
  readonly source: ScriptedSource;
  readonly session: WatchSession;
}

/** Runs until the answers are spent, noting every state. */
async function run(answers: readonly Answer[], options: Partial<WatchSessionOptions> = {}): Promise<Run> {
  const ending = new AbortController();
  const clock = new FakeClock(
    answers.map((_, index) => () => {
      if (index === answers.length - 1) ending.abort();
    }),
  );
  const source = new ScriptedSource(answers);
  const session = new WatchSession({
    source,
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock,
    ...options,
  });
  const states: WatchState[] = [];
  session.subscribe(() => states.push(session.getSnapshot()));
  await session.run(ending.signal);
  return { states, clock, source, session };
}

test('captures come at the interval, each is judged, and the outcome is the last report', async () => {
  const { session, clock } = await sessionAfter(3);
  expect(clock.slept).toEqual([EVERY_MS, EVERY_MS, EVERY_MS]);
  expect(session.getSnapshot()).toMatchObject({ captureCount: 3, connection: { state: 'live' }, queued: 0 });
  expect(session.getSnapshot().report?.captures).toHaveLength(3);
});

test('the state stays the same object while nothing changes', async () => {
  const { session } = await sessionAfter(1);
  expect(session.getSnapshot()).toBe(session.getSnapshot());
});

test('every capture forces a collection, and the time it takes is part of the interval', async () => {
  const clock = new FakeClock();
  const ending = new AbortController();
  const asked: boolean[] = [];
  const took = [4000, 60_000];
  const source = {
    name: 'slow',
    capture: ({ gc }: { gc: boolean }) => {
      asked.push(gc);
      clock.time += took[asked.length - 1] ?? 0;
      if (asked.length === 3) ending.abort();
      return Promise.resolve(sampleCapture(asked.length));
    },
  };
  await new WatchSession({ source, everyMs: EVERY_MS, createHunt: () => sampleHunt(), clock }).run(
    ending.signal,
  );
  expect(asked).toEqual([true, true, true]);
  expect(clock.slept).toEqual([6000, 2500]);
});

test('there are never two captures at once', async () => {
  const { source } = await run([0, 1, 2, 3].map((index) => sampleCapture(index)));
  expect(source.requests).toBe(4);
  expect(source.mostUnderWay).toBe(1);
});

test('the first failure is the callers', async () => {
  const source = new ScriptedSource([unreachable]);
  const session = new WatchSession({
    source,
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock: new FakeClock(),
  });
  await expect(session.run(new AbortController().signal)).rejects.toBe(unreachable);
  expect(source.requests).toBe(1);
});

test('a defect is never taken for a lost connection', async () => {
  const defect = new TypeError('x is not a function');
  await expect(run([sampleCapture(0), defect])).rejects.toBe(defect);
});

test('a lost connection is tried again with growing pauses, and leaves an honest gap', async () => {
  const answers = [
    sampleCapture(0),
    unreachable,
    unreachable,
    unreachable,
    sampleCapture(6),
    sampleCapture(7),
  ];
  const { states, clock, session } = await run(answers);
  expect(clock.slept).toEqual([EVERY_MS, 1000, 2000, 4000, EVERY_MS, EVERY_MS]);
  const lostAt = START + EVERY_MS;
  const lost = states.filter(({ connection }) => connection.state === 'lost');
  expect(lost.map(({ connection }) => connection)).toEqual([
    { state: 'lost', since: lostAt, reason: unreachable.message, retryAt: lostAt + 1000 },
    { state: 'lost', since: lostAt, reason: unreachable.message, retryAt: lostAt + 3000 },
    { state: 'lost', since: lostAt, reason: unreachable.message, retryAt: lostAt + 7000 },
  ]);
  expect(lost[0]).toMatchObject({ captureCount: 1 });
  expect(lost[0]!.report?.captures).toHaveLength(1);
  expect(session.getSnapshot()).toMatchObject({
    captureCount: 3,
    interruption: { from: lostAt, to: lostAt + 7000, captureCount: 2 },
  });
});

test('the pause between two tries has a bound', async () => {
  const { clock } = await run([sampleCapture(0), ...Array.from({ length: 9 }, () => unreachable)]);
  expect(Math.max(...clock.slept)).toBe(30_000);
});

test('another life of the process begins a new hunt and says so', async () => {
  let hunts = 0;
  const createHunt = () => {
    hunts++;
    return sampleHunt();
  };
  const reborn = { pid: 900 };
  const { session } = await run([sampleCapture(0), sampleCapture(1), sampleCapture(2, reborn)], {
    createHunt,
  });
  expect(hunts).toBe(2);
  expect(session.getSnapshot()).toMatchObject({
    captureCount: 1,
    restart: { reason: 'the process restarted (pid 812, now 900)' },
  });
  expect(session.getSnapshot().report?.captures).toHaveLength(1);
});

test('the same pid with another start is another life too', async () => {
  const { session } = await run([
    sampleCapture(0),
    sampleCapture(1, { startedAt: '2026-03-11T13:49:00.000Z' }),
  ]);
  expect(session.getSnapshot().restart?.reason).toBe('the process restarted (pid 812, now 812)');
});

test('captures that are sampled otherwise begin a new hunt too, with the words of the hunt', async () => {
  let captures = 0;
  const createHunt = () => {
    let own = 0;
    return {
      add: () => {
        if (++captures === 3)
          throw new HeaptideError('HT_E_MIXED_SERIES', 'these captures are not one series');
        return sampleReport(++own);
      },
    };
  };
  const { session } = await run(
    [0, 1, 2, 3].map((index) => sampleCapture(index)),
    { createHunt },
  );
  expect(session.getSnapshot()).toMatchObject({
    captureCount: 2,
    connection: { state: 'live' },
    restart: { reason: 'these captures are not one series' },
  });
});

test('while held, the series stands still and what comes is counted', async () => {
  const ending = new AbortController();
  const clock: FakeClock = new FakeClock([
    () => session.hold(),
    () => undefined,
    () => session.release(),
    () => ending.abort(),
  ]);
  const source = new ScriptedSource([0, 1, 2, 3].map((index) => sampleCapture(index)));
  const session: WatchSession = new WatchSession({
    source,
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock,
  });
  const seen: unknown[] = [];
  session.subscribe(() => {
    const { captureCount, queued, paused } = session.getSnapshot();
    seen.push([captureCount, queued, paused]);
  });
  const outcome = await session.run(ending.signal);
  expect(seen).toEqual([
    [1, 0, false],
    [1, 0, true],
    [1, 1, true],
    [1, 2, true],
    [3, 0, false],
    [4, 0, false],
  ]);
  expect(outcome.captures).toBe(4);
});

test('a capture that is asked for ends the pause', async () => {
  const ending = new AbortController();
  const woken: boolean[] = [];
  const clock = new FakeClock();
  clock.sleep = (_ms, signal) => {
    session.captureNow();
    woken.push(signal.aborted);
    if (woken.length === 2) ending.abort();
    return Promise.resolve();
  };
  const source = new ScriptedSource([sampleCapture(0), sampleCapture(1)]);
  const session = new WatchSession({ source, everyMs: EVERY_MS, createHunt: () => sampleHunt(), clock });
  const asked: boolean[] = [];
  session.subscribe(() => asked.push(session.getSnapshot().captureAsked));
  await session.run(ending.signal);
  expect(woken).toEqual([true, true]);
  expect(asked).toEqual([false, true, false, true]);
});

test('it ends when the verdict stands', async () => {
  const stopWhen = ({ captures }: { captures: readonly unknown[] }) => captures.length === 2;
  const source = new ScriptedSource([0, 1, 2].map((index) => sampleCapture(index)));
  const session = new WatchSession({
    source,
    everyMs: EVERY_MS,
    createHunt: () => sampleHunt(),
    clock: new FakeClock(),
    stopWhen,
  });
  const outcome = await session.run(new AbortController().signal);
  expect(outcome).toEqual({ captures: 2, report: sampleReport(2) });
});

test('an abort ends it at once, though the source does not listen', async () => {
  const ending = new AbortController();
  const source = { name: 'deaf', capture: () => new Promise<never>(() => undefined) };
  const session = new WatchSession({ source, everyMs: EVERY_MS, createHunt: () => sampleHunt() });
  const outcome = session.run(ending.signal);
  ending.abort();
  expect(await outcome).toEqual({ captures: 0 });
});

test('an abort ends a pause of the real clock', async () => {
  const ending = new AbortController();
  const source = new ScriptedSource([sampleCapture(0)]);
  const session = new WatchSession({ source, everyMs: 3_600_000, createHunt: () => sampleHunt() });
  session.subscribe(() => setImmediate(() => ending.abort()));
  expect(await session.run(ending.signal)).toMatchObject({ captures: 1 });
});

test('series are bounded', async () => {
  let captures = 0;
  const createHunt = () => ({ add: () => sampleReport(Math.min(++captures, 2) * 400) });
  const { session } = await run([sampleCapture(0), sampleCapture(1)], { createHunt });
  const { report } = session.getSnapshot();
  expect(report?.captures).toHaveLength(500);
  expect(report?.captures.at(-1)).toEqual(sampleReport(800).captures.at(-1));
  expect(report?.sites[0]?.inuseSpace).toHaveLength(500);
});

test('a work counter that the process does not have is refused with those that it has', async () => {
  await expect(sessionAfter(1, { unit: 'orders' })).rejects.toThrow(
    'the process has no work counter "orders" for --unit; there are: requests, sessions',
  );
  await expect(sessionAfter(1, { unit: 'second' })).resolves.toBeDefined();
});
