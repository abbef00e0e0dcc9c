import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hunt } from '@heaptide/growth';
import { type CaptureMetadata, type ReceivedCapture, saveCapture } from '@heaptide/targets';
import { expect, test } from 'vitest';
import type { CaptureNumber } from '../../src/engine/capture-entry.js';
import { saveAs } from '../captures/saved-captures.js';
import { temporaryDirectory } from '../captures/temporary-directory.js';
import { realCaptures } from './real-captures.js';
import { runEngine } from './scripted-engine.js';

const directory = temporaryDirectory();

/** Saves a series, and opens it. */
async function open(count: number, changes: (index: number) => Partial<CaptureMetadata> = () => ({})) {
  const captures = await realCaptures(count, changes);
  for (const received of captures) await saveCapture(received, directory());
  const running = runEngine(directory());
  const isThere = () => running.until(({ connection }) => connection.state === 'saved');
  return { ...running, captures, isThere };
}

function judged(captures: readonly ReceivedCapture[], unit?: string) {
  const hunt = new Hunt(unit === undefined ? {} : { unit });
  for (const { capture } of captures) hunt.take(capture);
  return hunt.report();
}

test('a saved series is judged as the watch has judged it', async () => {
  const { engine, isThere, captures, stop } = await open(14);
  const { report, entries, captureCount, isLive, savedIn, latest, problem } = await isThere();
  const expected = judged(captures);
  expect({ ...report, sites: 0 }).toEqual({ ...expected, sites: 0 });
  expect(report!.verdict).toBe('leak');
  expect(entries.map(({ metadata }) => metadata)).toEqual(captures.map(({ capture }) => capture.metadata));
  expect({ captureCount, isLive, savedIn, problem }).toEqual({
    captureCount: 14,
    isLive: false,
    savedIn: directory(),
    problem: undefined,
  });
  expect(latest).toEqual(captures[13]!.capture.metadata);
  const { rows } = await engine.compare(1 as CaptureNumber, 14 as CaptureNumber);
  expect(rows[0]).toMatchObject({ function: 'newSession', change: 'grown' });
  await stop();
});

test('nothing can be asked of it that needs a process, and asking does no harm', async () => {
  const { engine, isThere, stop } = await open(2);
  const before = await isThere();
  engine.captureNow();
  engine.hold();
  engine.release();
  engine.setEvery(1);
  expect(engine.getSnapshot()).toBe(before);
  await stop();
});

test('of several lives the newest is judged, and all are listed', async () => {
  const { isThere, captures, stop } = await open(5, (index) => (index < 2 ? {} : { pid: 900 }));
  const { report, entries, restart, captureCount } = await isThere();
  expect(entries.map(({ life }) => life)).toEqual([1, 1, 2, 2, 2]);
  expect({ ...report, sites: 0 }).toEqual({ ...judged(captures.slice(2)), sites: 0 });
  expect(restart).toEqual({
    at: Date.parse(captures[2]!.capture.metadata!.time),
    reason: 'the process restarted',
  });
  expect(captureCount).toBe(3);
  await stop();
});

test('judging begins anew where exact sites were turned on, by every unit', async () => {
  const { engine, isThere, captures, stop } = await open(6, (index) =>
    index < 2 ? {} : { exactSites: true },
  );
  const { report, restart, captureCount } = await isThere();
  expect({ ...report, sites: 0 }).toEqual({ ...judged(captures.slice(2)), sites: 0 });
  expect(restart!.reason).toContain('captures with and without exact sites');
  expect(captureCount).toBe(4);
  await engine.setUnit('requests');
  const anew = engine.getSnapshot();
  expect({ ...anew.report, sites: 0 }).toEqual({ ...judged(captures.slice(2), 'requests'), sites: 0 });
  await stop();
});

test('files that cannot be read are said, and the others are shown', async () => {
  await writeFile(join(directory(), '2026-03-11T13-48-32-000Z-proxy.pb.gz'), 'no profile');
  await saveAs(directory(), '2026-03-11T13-48-33-000Z-other.pb.gz');
  const { isThere, stop } = await open(3);
  const { entries, problem } = await isThere();
  expect(entries).toHaveLength(3);
  expect(problem).toContain('2026-03-11T13-48-32-000Z-proxy.pb.gz is left out');
  expect(problem).toContain('it was written by another tool');
  await stop();
});

test('marks that are made stand there when it is opened again', async () => {
  const { engine, isThere, stop } = await open(3);
  await isThere();
  engine.mark(2 as CaptureNumber, { pinned: true, note: 'deploy' });
  engine.setBaseline(1 as CaptureNumber);
  await stop();
  const again = runEngine(directory());
  const { entries, baseline } = await again.until(({ connection }) => connection.state === 'saved');
  expect(entries[1]).toMatchObject({ pinned: true, note: 'deploy' });
  expect(baseline).toBe(1);
  await again.stop();
});

test.each([
  ['an empty directory', '', 'HT_E_NO_CAPTURES'],
  ['a directory that is not there', 'gone', 'HT_E_NO_SUCH_FILE'],
])('%s is the callers to say', async (_, name, code) => {
  const { engine, stop } = runEngine(join(directory(), name));
  await stop();
  const other = runEngine(join(directory(), name));
  await expect(other.engine.run(new AbortController().signal)).rejects.toMatchObject({ code });
  await other.stop();
  expect(engine.getSnapshot().connection.state).toBe('connecting');
});

test('leaving while it is being read is no error', async () => {
  const captures = await realCaptures(3);
  for (const received of captures) await saveCapture(received, directory());
  const { engine, stop } = runEngine(directory());
  await stop();
  const ending = new AbortController();
  const running = engine.run(ending.signal);
  setImmediate(() => ending.abort());
  await expect(running).resolves.toBeUndefined();
  await expect(engine.run(AbortSignal.abort())).resolves.toBeUndefined();
});
