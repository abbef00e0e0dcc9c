import { Worker } from 'node:worker_threads';
import { HeaptideError } from '@heaptide/targets';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaptureNumber } from '../../src/engine/capture-entry.js';
import { LocalEngine } from '../../src/engine/local-engine.js';
import { RemoteEngine } from '../../src/engine/remote-engine.js';
import type { SiteId } from '../../src/engine/site-columns.js';
import type { WatchEngine } from '../../src/engine/watch-engine.js';
import { temporaryDirectory } from '../captures/temporary-directory.js';
import { SteppedClock } from '../sample-engine.js';
import { EVERY_MS } from '../sample-report.js';
import { throughChannel } from './channel-engine.js';
import { realCaptures } from './real-captures.js';
import { ScriptedTarget } from './scripted-engine.js';

const directory = temporaryDirectory();
const number = (value: number) => value as CaptureNumber;
const newSession = { function: 'newSession', file: '/app/session-table.js', line: 41 };
const captures = await realCaptures(14);
const restarted = await realCaptures(14, () => ({ pid: 900 }));
const lost = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');

function served(target = new ScriptedTarget([])) {
  const clock = new SteppedClock();
  const local = new LocalEngine({
    target,
    everyMs: EVERY_MS,
    exportTo: directory(),
    clock,
    closingNotes: () => ['bye'],
  });
  const ending = new AbortController();
  const channel = throughChannel(local);
  const running = channel.remote.run(ending.signal);
  running.catch(() => undefined);
  const until = async (holds: () => boolean) => {
    for (const last = Date.now() + 10_000; !holds();) {
      if (Date.now() > last) throw new Error('what was waited for never came');
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const stop = async () => {
    ending.abort();
    await running;
    return channel.remote.close();
  };
  return { ...channel, local, target, clock, until, stop, running };
}

/** Served, with that many captures taken. */
async function servedWith(count: number) {
  const engine = served(new ScriptedTarget(captures.slice(0, count)));
  for (let taken = 1; taken <= count; taken++) {
    await engine.until(() => engine.remote.getSnapshot().entries.length === taken);
    if (taken < count) engine.clock.step();
  }
  return engine;
}

describe('the state', () => {
  type Act = (engine: ReturnType<typeof served>, index: number) => unknown;
  const take: Act = async ({ target, clock, local, until }, index) => {
    const before = local.getSnapshot().latest;
    target.give(captures[index]!);
    clock.step();
    await until(() => local.getSnapshot().latest !== before || local.getSnapshot().paused);
  };
  const acts: Record<string, Act> = {
    take,
    restart: ({ target, clock }, index) => {
      target.give(restarted[index]!);
      clock.step();
    },
    lose: ({ target, clock }) => {
      target.give(lost);
      clock.step();
    },
    hold: ({ remote }) => remote.hold(),
    release: ({ remote }) => remote.release(),
    slower: ({ remote }) => remote.setEvery(20_000),
    pin: ({ remote }, index) => remote.mark(number((index % 3) + 1), { pinned: index % 2 === 0 }),
    note: ({ remote }, index) => remote.mark(number(1), { note: `note ${index}` }),
    baseline: ({ remote }, index) => remote.setBaseline(index % 2 === 0 ? number(1) : undefined),
    unit: ({ remote }, index) =>
      remote.setUnit(index % 2 === 0 ? 'requests' : 'sessions').catch(() => undefined),
    exact: ({ remote }, index) => remote.setExact(index % 2 === 0),
  };

  test('is here what it is there, after whatever has happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 12 }),
        async (names) => {
          const engine = served(new ScriptedTarget([captures[0]!]));
          const { remote, local, arrived, served: there, until, stop } = engine;
          await until(() => local.getSnapshot().entries.length === 1);
          for (const [index, name] of names.entries()) {
            await acts[name]!(engine, index + 1);
            await arrived();
            expect(remote.getSnapshot()).toEqual(there());
          }
          await stop();
        },
      ),
      { numRuns: 30 },
    );
  });

  test('is one object until it changes, and tells its listeners', async () => {
    const { remote, arrived, stop } = await servedWith(2);
    const before = remote.getSnapshot();
    await arrived();
    expect(remote.getSnapshot()).toBe(before);
    let told = 0;
    const end = remote.subscribe(() => told++);
    remote.hold();
    await arrived();
    expect(told).toBe(1);
    expect(remote.getSnapshot().entries).toBe(before.entries);
    expect(remote.getSnapshot().columns).toBe(before.columns);
    end();
    remote.release();
    await arrived();
    expect(told).toBe(1);
    await stop();
  });
});

test('of a change that changes nothing no message is sent', async () => {
  const { remote, local, arrived, stop } = await servedWith(2);
  await remote.setExact(true);
  let told = 0;
  remote.subscribe(() => told++);
  local.release();
  local.setEvery(EVERY_MS);
  await arrived();
  expect(told).toBe(0);
  local.setEvery(2 * EVERY_MS);
  await arrived();
  expect(told).toBe(1);
  await stop();
});

test('every answer is that of the engine itself', async () => {
  const { remote, local, stop } = await servedWith(3);
  const [a, b] = [number(1), number(3)];
  const ids = [...remote.getSnapshot().columns!.ids] as SiteId[];
  const source = { file: 'nowhere.js', line: 3 };
  const flame = { capture: b, base: a, metric: 'inuse_space', inverted: true } as const;
  const questions: ((engine: WatchEngine) => Promise<unknown>)[] = [
    (engine) => engine.sites(ids),
    (engine) => engine.compare(a, b),
    (engine) => engine.paths(a, b, newSession),
    (engine) => engine.flame(flame),
    (engine) => engine.calls(b, newSession),
    (engine) => engine.source(source),
    (engine) => engine.markdown(),
  ];
  for (const ask of questions) expect(await ask(remote)).toEqual(await ask(local));
  expect((await remote.sites(ids)).size).toBe(ids.length);
  expect(await remote.export({ kind: 'json', capture: b, base: a })).toMatch(/^exported /);
  expect(await stop()).toEqual(['bye']);
});

describe('errors', () => {
  test('of an answer keep their code and their words', async () => {
    const { remote, stop } = await servedWith(1);
    const refused = remote.compare(number(1), number(9));
    await expect(refused).rejects.toBeInstanceOf(HeaptideError);
    await expect(refused).rejects.toMatchObject({
      code: 'HT_E_UNREADABLE',
      message: 'capture 9 is no longer kept',
    });
    await expect(remote.heapSnapshot()).rejects.toMatchObject({ code: 'HT_E_USAGE' });
    await stop();
  });

  test('of the first capture end the run', async () => {
    const { running, remote } = served(new ScriptedTarget([lost]));
    await expect(running).rejects.toMatchObject({ code: 'HT_E_UNREACHABLE', message: 'connection refused' });
    expect(await remote.close()).toEqual(['bye']);
  });

  test('of ours stay what they are, with where they came from', async () => {
    const defect = new TypeError('x is not a function');
    const { running, remote } = served(new ScriptedTarget([defect]));
    const error = (await running.catch((thrown: unknown) => thrown)) as Error;
    expect(error).not.toBeInstanceOf(HeaptideError);
    expect(error).toMatchObject({ message: defect.message, stack: defect.stack });
    await remote.close();
  });
});

describe('a thread', () => {
  const first = { name: 'x', everyMs: EVERY_MS, isLive: true, savedIn: undefined };
  const worker = (program: string, closeMs?: number) =>
    new RemoteEngine(
      new Worker(program, { eval: true, stderr: true }),
      first,
      closeMs === undefined ? {} : { closeMs },
    );
  const ON_MESSAGE = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (message) => {`;
  const never = new AbortController().signal;

  test.each([
    [
      'that throws',
      `${ON_MESSAGE} if (message.kind === 'question') throw new Error('out of order'); })`,
      'out of order',
    ],
    ['that ends', `${ON_MESSAGE} if (message.kind === 'question') process.exit(3); })`, 'has ended'],
    ['that does not begin', `throw new Error('no program')`, 'no program'],
  ])('%s rejects who waits and who asks later, and is closed at once', async (_, program, words) => {
    const engine = worker(program);
    const outcomes = await Promise.allSettled([
      engine.run(never),
      engine.compare(number(1), number(2)),
      engine.markdown(),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected' });
      expect(((outcome as PromiseRejectedResult).reason as Error).message).toContain(words);
    }
    await expect(engine.sites([])).rejects.toThrow(words);
    engine.hold();
    const began = Date.now();
    expect(await engine.close()).toEqual([]);
    expect(Date.now() - began).toBeLessThan(2000);
  });

  test('that says nothing more is given up', async () => {
    const engine = worker(`${ON_MESSAGE} if (message.question === 'close') for (;;); })`, 300);
    const running = engine.run(never);
    running.catch(() => undefined);
    const began = performance.now();
    expect(await engine.close()).toEqual([]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
    await expect(running).rejects.toThrow('has ended');
  });
});
