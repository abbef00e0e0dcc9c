import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Hunt } from '@heaptide/growth';
import { compareCaptures, pathChanges, siteCalls } from '@heaptide/report/browse';
import { buildFlameTree, invertFlameTree } from '@heaptide/report/flame';
import { HeaptideError, type ReceivedCapture } from '@heaptide/targets';
import { describe, expect, test } from 'vitest';
import type { CaptureNumber } from '../../src/engine/capture-entry.js';
import { LocalEngine } from '../../src/engine/local-engine.js';
import type { SiteId } from '../../src/engine/site-columns.js';
import type { ExportRequest } from '../../src/engine/watch-engine.js';
import { temporaryDirectory } from '../captures/temporary-directory.js';
import { realCapture, realCaptures } from './real-captures.js';
import { kept, runEngine, type ScriptedEngine, ScriptedTarget } from './scripted-engine.js';

const directory = temporaryDirectory();
const number = (value: number) => value as CaptureNumber;
const unreachable = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');
const newSession = { function: 'newSession', file: '/app/session-table.js', line: 41 };

/** An engine that has taken all of `captures`. */
async function engineOf(
  captures: readonly ReceivedCapture[],
  options: Parameters<typeof runEngine>[1] = {},
): Promise<ScriptedEngine & { target: ScriptedTarget }> {
  const target = new ScriptedTarget(captures);
  const running = runEngine(target, options);
  for (let count = 1; count <= captures.length; count++) {
    await running.until(kept(count));
    if (count < captures.length) running.clock.step();
  }
  return { ...running, target };
}

function judged(captures: readonly ReceivedCapture[], unit?: string) {
  const hunt = new Hunt(unit === undefined ? {} : { unit });
  for (const { capture } of captures) hunt.take(capture);
  return hunt.report();
}

/** Later turns of the event loop, for what should not happen. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the state', () => {
  test('is one object until something changes, and another then', async () => {
    const { engine, step, stop, target } = await engineOf(await realCaptures(2));
    const before = engine.getSnapshot();
    expect(engine.getSnapshot()).toBe(before);
    const seen: unknown[] = [];
    engine.subscribe(() => seen.push(engine.getSnapshot()));
    target.give(await realCapture(2));
    const after = await step(kept(3));
    expect(after).not.toBe(before);
    expect(seen.at(-1)).toBe(engine.getSnapshot());
    expect(before.entries).toHaveLength(2);
    expect(after.frames).toBe(before.frames);
    await stop();
  });

  test('whoever does not listen any more is not told', async () => {
    const { engine, stop } = await engineOf(await realCaptures(1));
    let told = 0;
    const end = engine.subscribe(() => told++);
    engine.hold();
    end();
    engine.release();
    expect(told).toBe(1);
    await stop();
  });

  test('says what the captures come to, and has every site in its columns', async () => {
    const captures = await realCaptures(14);
    const { engine, stop } = await engineOf(captures);
    const { report, columns, frames, latest, units, captureCount } = engine.getSnapshot();
    const expected = judged(captures);
    expect(expected.verdict).toBe('leak');
    expect({ ...report, sites: undefined }).toEqual({ ...expected, sites: undefined });
    expect(report!.sites.map((site) => site.function)).toEqual(['newSession']);
    expect(Array.from(columns!.ids, (id) => frames[id]!.function)).toEqual(
      expected.sites.map((site) => site.function),
    );
    const ids = [...columns!.ids] as SiteId[];
    expect([...(await engine.sites([...ids, 99 as SiteId])).values()]).toEqual(expected.sites);
    expect({ captureCount, units }).toEqual({ captureCount: 14, units: ['sessions', 'requests', 'second'] });
    expect(latest).toEqual(captures[13]!.capture.metadata);
    await stop();
  });

  test('a connection that was lost leaves a gap before the capture that comes then', async () => {
    const [first, second, third] = await realCaptures(3);
    const { step, stop, target } = await engineOf([first!]);
    target.give(unreachable);
    await step(({ connection }) => connection.state === 'lost');
    target.give(second!);
    await step(kept(2));
    target.give(third!);
    const { entries } = await step(kept(3));
    expect(entries.map(({ afterGap }) => afterGap)).toEqual([false, true, false]);
    expect(entries.map(({ life }) => life)).toEqual([1, 1, 1]);
    await stop();
  });

  test('a restart begins another life, and judging begins anew', async () => {
    const captures = await realCaptures(4, (index) => (index < 2 ? {} : { pid: 900 }));
    const { engine, stop } = await engineOf(captures);
    const { entries, report, captureCount } = engine.getSnapshot();
    expect(entries.map(({ life }) => life)).toEqual([1, 1, 2, 2]);
    expect(report!.captures).toHaveLength(2);
    expect(captureCount).toBe(2);
    await stop();
  });

  test('held, it stands still while captures are kept; released, it has them', async () => {
    const { engine, stop, step, target } = await engineOf(await realCaptures(2));
    engine.hold();
    target.give(await realCapture(2));
    const held = await step(kept(3));
    expect(held).toMatchObject({ paused: true, queued: 1, captureCount: 2 });
    expect(held.report!.captures).toHaveLength(2);
    engine.release();
    const released = engine.getSnapshot();
    expect(released).toMatchObject({ paused: false, queued: 0, captureCount: 3 });
    expect(released.report!.captures).toHaveLength(3);
    await stop();
  });

  test('baseline, pins and notes stand with the captures', async () => {
    const { engine, stop } = await engineOf(await realCaptures(2));
    engine.setBaseline(number(1));
    engine.mark(number(2), { pinned: true, note: 'before the deploy' });
    engine.mark(number(99), { pinned: true });
    const { baseline, entries } = engine.getSnapshot();
    expect(baseline).toBe(1);
    expect(entries[1]).toMatchObject({ pinned: true, note: 'before the deploy' });
    engine.setBaseline(undefined);
    expect(engine.getSnapshot().baseline).toBeUndefined();
    await stop();
  });
});

describe('another unit of work', () => {
  test('judges as if it had been the unit from the beginning, and so what comes later', async () => {
    const captures = await realCaptures(6);
    const { engine, stop, step, target } = await engineOf(captures.slice(0, 5));
    expect(engine.getSnapshot().report!.unit).toBe('sessions');
    await engine.setUnit('requests');
    const { report, busy, captureCount } = engine.getSnapshot();
    const expected = judged(captures.slice(0, 5), 'requests');
    expect({ ...report, sites: 0 }).toEqual({ ...expected, sites: 0 });
    expect(report!.sites[0]).toEqual(expected.sites.find((site) => site.function === 'newSession'));
    expect({ busy, captureCount }).toEqual({ busy: undefined, captureCount: 5 });
    target.give(captures[5]!);
    await step(kept(6));
    const later = judged(captures, 'requests');
    expect(engine.getSnapshot().report!.sites[0]).toEqual(later.sites[0]);
    await stop();
  });

  test('says meanwhile that it is busy', async () => {
    const { engine, stop } = await engineOf(await realCaptures(2));
    const asked = engine.setUnit('requests');
    expect(engine.getSnapshot().busy).toBe('judging anew by requests');
    await asked;
    expect(engine.getSnapshot().busy).toBeUndefined();
    await stop();
  });

  test('has the capture that came a moment ago and is being kept yet', async () => {
    const { engine, until, stop } = runEngine(new ScriptedTarget(await realCaptures(1)), {
      save: directory(),
    });
    const end = engine.subscribe(() => {
      const { captureCount, entries } = engine.getSnapshot();
      if (captureCount === 0 || entries.length > 0) return;
      end();
      asked = engine.setUnit('requests');
    });
    let asked: Promise<void> | undefined;
    await until(kept(1));
    expect(asked).toBeDefined();
    await asked;
    expect(engine.getSnapshot().report!.unit).toBe('requests');
    await stop();
  });

  test('is that of the newest stretch where the series was broken by exact sites', async () => {
    const captures = await realCaptures(5, (index) => (index < 2 ? {} : { exactSites: true }));
    const { engine, stop } = await engineOf(captures);
    expect(engine.getSnapshot().captureCount).toBe(3);
    await engine.setUnit('requests');
    const { report } = engine.getSnapshot();
    expect({ ...report, sites: 0 }).toEqual({ ...judged(captures.slice(2), 'requests'), sites: 0 });
    await stop();
  });

  test('of two that are asked for at once the later one holds', async () => {
    const { engine, stop } = await engineOf(await realCaptures(4));
    await Promise.all([engine.setUnit('requests'), engine.setUnit('second')]);
    const { report, busy } = engine.getSnapshot();
    expect([report!.unit, busy]).toEqual(['second', undefined]);
    await stop();
  });

  test('cannot be taken where no capture is kept', async () => {
    const { engine, stop } = runEngine(new ScriptedTarget([]));
    await expect(engine.setUnit('requests')).rejects.toMatchObject({ code: 'HT_E_NO_CAPTURES' });
    expect(engine.getSnapshot().busy).toBeUndefined();
    await stop();
  });
});

describe('what screens ask', () => {
  test('is answered as the profiles of the captures have it', async () => {
    const captures = await realCaptures(3);
    const { engine, stop } = await engineOf(captures);
    const [before, , after] = captures.map(({ capture }) => capture.profile);
    const [a, b] = [number(1), number(3)];
    expect(await engine.compare(a, b)).toEqual(compareCaptures(before!, after!));
    expect(await engine.paths(a, b, newSession)).toEqual(
      pathChanges(before!, after!, newSession, { limit: 12 }),
    );
    expect((await engine.paths(a, b, newSession)).length).toBeGreaterThan(0);
    expect(await engine.calls(b, newSession)).toEqual(
      siteCalls(after!, newSession, { depth: 12, breadth: 8, kind: 'heap' }),
    );
    const flame = { capture: b, base: undefined, metric: 'inuse_space', inverted: false } as const;
    const tree = buildFlameTree(after!, { sampleType: 'inuse_space', maxNodes: 8000 });
    expect(await engine.flame(flame)).toEqual(tree);
    expect(await engine.flame({ ...flame, inverted: true })).toEqual(invertFlameTree(tree));
    expect(await engine.flame({ ...flame, base: a, metric: 'inuse_objects' })).toEqual(
      buildFlameTree(after!, { sampleType: 'inuse_objects', maxNodes: 8000, base: before! }),
    );
    await stop();
  });

  test('names are those that the captures are mapped to', async () => {
    const [capture] = await realCaptures(1);
    let mapped = 0;
    const { engine, stop } = await engineOf([capture!], {
      mapCapture: (given) => {
        mapped++;
        return given;
      },
    });
    await engine.calls(number(1), newSession);
    await engine.calls(number(1), newSession);
    expect(mapped).toBe(2);
    await stop();
  });

  test('a capture that is not kept is refused with a code, and nothing else is harmed', async () => {
    const { engine, stop } = await engineOf(await realCaptures(1));
    await expect(engine.compare(number(1), number(7))).rejects.toMatchObject({ code: 'HT_E_UNREADABLE' });
    await expect(engine.calls(number(7), newSession)).rejects.toBeInstanceOf(HeaptideError);
    expect(await engine.calls(number(1), newSession)).toBeDefined();
    await stop();
    const before = runEngine(new ScriptedTarget([]));
    await before.stop();
    await expect(before.engine.calls(number(1), newSession)).rejects.toBeInstanceOf(HeaptideError);
  });

  test('markdown is the report; before the first it says that there is none', async () => {
    const target = new ScriptedTarget([]);
    const { engine, stop } = runEngine(target);
    expect(await engine.markdown()).toBe('no capture yet\n');
    await stop();
    const other = await engineOf(await realCaptures(14));
    expect(await other.engine.markdown()).toContain('newSession');
    await other.stop();
  });
});

describe('exports', () => {
  const request = (kind: ExportRequest['kind']): ExportRequest => ({
    kind,
    capture: number(2),
    base: number(1),
  });

  test.each([
    ['pprof', '-heap.pb.gz'],
    ['svg', '-flame.svg'],
    ['json', '-growth.json'],
    ['markdown', '-growth.md'],
  ] as const)('%s is a file, and the answer says where', async (kind, ending) => {
    const captures = await realCaptures(2);
    const { engine, stop } = await engineOf(captures, { exportTo: directory() });
    const said = await engine.export(request(kind));
    const [name] = await readdir(directory());
    expect(name).toMatch(new RegExp(`^heaptide-proxy-20260311T134841Z${ending.replaceAll('.', '\\.')}$`));
    expect(said).toContain(name!);
    const content = await readFile(join(directory(), name!));
    if (kind === 'pprof') expect(content.equals(captures[1]!.bytes)).toBe(true);
    else expect(content.toString()).toContain(kind === 'markdown' ? '2 captures over 10.0 s' : 'newSession');
    await stop();
  });

  test('of a capture that is not there nothing is written', async () => {
    const { engine, stop } = await engineOf(await realCaptures(1), { exportTo: directory() });
    await expect(engine.export(request('pprof'))).rejects.toMatchObject({ code: 'HT_E_UNREADABLE' });
    await stop();
    expect(await readdir(directory())).toEqual([]);
  });

  test.each(['pprof', 'svg', 'json', 'markdown'] as const)(
    '%s before the first capture is refused',
    async (kind) => {
      const { engine, stop } = runEngine(directory(), { exportTo: directory() });
      await expect(engine.export(request(kind))).rejects.toMatchObject({ code: 'HT_E_NO_CAPTURES' });
      await stop();
      expect(await readdir(directory())).toEqual([]);
    },
  );

  test('where nothing can be written the answer says so', async () => {
    const folder = join(directory(), 'file');
    const { engine, stop } = await engineOf(await realCaptures(2), { exportTo: folder });
    await engine.export(request('json'));
    expect((await stat(folder)).isDirectory()).toBe(true);
    const [file] = await readdir(folder);
    await stop();
    const other = await engineOf(await realCaptures(2), { exportTo: join(folder, file!) });
    expect(await other.engine.export(request('json'))).toMatch(/^not exported: cannot write /);
    await other.stop();
  });
});

describe('exact sites', () => {
  test('are told while they are on, and close ends them', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    await engine.setExact(true);
    expect(engine.getSnapshot().exact).toEqual({ until: '2026-03-11T14:00:00.000Z', always: false });
    await engine.setExact(false);
    expect(engine.getSnapshot().exact).toBeUndefined();
    await engine.setExact(true);
    await stop();
    expect(target.wishes).toEqual([300, 0, 300, 0]);
  });

  test('asked for twice at once are begun once', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    await Promise.all([engine.setExact(true), engine.setExact(true)]);
    expect(target.wishes).toEqual([300]);
    await stop();
    expect(target.wishes).toEqual([300, 0]);
  });

  test('are ended where that is asked for before they are on', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    await Promise.all([engine.setExact(true), engine.setExact(false)]);
    expect(engine.getSnapshot().exact).toBeUndefined();
    expect(target.wishes).toEqual([300, 0]);
    await stop();
    expect(target.wishes).toEqual([300, 0]);
  });

  test('are ended by a close that comes while they are being turned on', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    let answer: () => void = () => undefined;
    target.beforeExact = new Promise((resolve) => (answer = resolve));
    const asked = engine.setExact(true).catch(() => undefined);
    const closed = stop();
    await aWhile();
    answer();
    await Promise.all([asked, closed]);
    expect(target.wishes).toEqual([300, 0]);
  });

  test('a refusal is passed on, and can be tried again', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    const refusal = new HeaptideError('HT_E_EXACT_SITES_REFUSED', 'coverage runs');
    target.beforeExact = Promise.reject(refusal);
    await expect(engine.setExact(true)).rejects.toBe(refusal);
    expect(engine.getSnapshot().exact).toBeUndefined();
    target.beforeExact = Promise.resolve();
    await engine.setExact(true);
    expect(engine.getSnapshot().exact).toBeDefined();
    await stop();
  });

  test('that cannot be ended are said to end by themselves', async () => {
    const { engine, stop, target } = await engineOf(await realCaptures(1));
    await engine.setExact(true);
    target.beforeExact = Promise.reject(unreachable);
    target.beforeExact.catch(() => undefined);
    await engine.setExact(false);
    expect(engine.getSnapshot().problem).toContain('they end by themselves');
    await stop();
  });
});

describe('a heap snapshot', () => {
  /** Writes until it is told to end. */
  class DumpingTarget extends ScriptedTarget {
    readonly paths: string[] = [];
    ended = 0;
    finish: () => void = () => undefined;

    async saveHeapSnapshot(path: string, signal: AbortSignal): Promise<void> {
      this.paths.push(path);
      try {
        await new Promise<void>((resolve, reject) => {
          this.finish = resolve;
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
      } finally {
        this.ended++;
      }
    }
  }

  async function dumping() {
    const target = new DumpingTarget(await realCaptures(1));
    const running = runEngine(target, { exportTo: directory() });
    await running.until(kept(1));
    return { ...running, target };
  }

  test('is written where exports go, under a name that tells of which process and when', async () => {
    const { engine, stop, target } = await dumping();
    const asked = engine.heapSnapshot();
    expect(engine.getSnapshot().busy).toBe('writing a heap snapshot');
    target.finish();
    const path = await asked;
    expect(path).toBe(join(directory(), 'heaptide-proxy-2026-03-11-13-48-41.heapsnapshot'));
    expect(target.paths).toEqual([path]);
    expect(engine.getSnapshot().busy).toBeUndefined();
    await stop();
  });

  test('is one at a time, and leaves what else is busy', async () => {
    const { engine, stop, target } = await dumping();
    const first = engine.heapSnapshot();
    await expect(engine.heapSnapshot()).rejects.toMatchObject({ code: 'HT_E_USAGE' });
    await engine.setUnit('requests');
    expect(engine.getSnapshot().busy).toBe('writing a heap snapshot');
    target.finish();
    await first;
    const again = engine.heapSnapshot();
    target.finish();
    await again;
    await stop();
  });

  test('ends with the engine, which waits until nothing is left of it', async () => {
    const { engine, stop, target } = await dumping();
    const asked = engine.heapSnapshot();
    const [outcome] = await Promise.all([asked.catch((error: unknown) => error), stop()]);
    expect(outcome).toBeInstanceOf(Error);
    expect(target.ended).toBe(1);
  });

  test('needs a live process, and so do exact sites', async () => {
    const { engine, stop } = runEngine(directory());
    await expect(engine.heapSnapshot()).rejects.toMatchObject({ code: 'HT_E_USAGE' });
    await expect(engine.setExact(true)).rejects.toMatchObject({ code: 'HT_E_NO_EXACT_SITES' });
    await stop();
  });
});

test('what is to be said in the end is what close gives', async () => {
  const { stop } = await engineOf(await realCaptures(1), { closingNotes: () => ['2 maps were not found'] });
  expect(await stop()).toEqual(['2 maps were not found']);
});

test('a directory that cannot be saved into is said before anything is captured', async () => {
  const target = new ScriptedTarget(await realCaptures(1));
  const engine = new LocalEngine({ target, everyMs: 1000, exportTo: '.', save: '/dev/null/series' });
  await expect(engine.run(new AbortController().signal)).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
  expect(engine.getSnapshot().captureCount).toBe(0);
  await engine.close();
});
