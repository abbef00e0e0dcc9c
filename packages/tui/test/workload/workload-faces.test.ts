import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import {
  NOTHING_SAID_OF_PODS,
  workloadClosingLines,
  workloadLines,
} from '../../src/workload/faces/workload-lines.js';
import { workloadOnce } from '../../src/workload/faces/workload-once.js';
import { NO_RECORDS, workloadDocument, workloadRecords } from '../../src/workload/faces/workload-records.js';
import { printWorkload } from '../../src/workload/faces/print-workload.js';
import { workloadMarkdown } from '../../src/workload/model/workload-markdown.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { podCaptures, samplePod } from './pod-samples.js';
import { growingAt, growthOf, NOW, sampleRow, sampleState, stateOf } from './sample-state.js';
import { runWorkload } from './running-workload.js';
import { ScriptedWorkload } from './scripted-workload.js';
import type { WorkloadState } from '../../src/workload/model/workload-state.js';

/** Times of day depend on where the tests run. */
const timeless = (lines: readonly string[]) => `${lines.join('\n').replace(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')}\n`;

test('the first lines, and those at the end', async () => {
  const { lines } = workloadLines(sampleState(), NOTHING_SAID_OF_PODS, NOW);
  await expect(timeless(lines)).toMatchFileSnapshot('screens/workload-lines.txt');
  await expect(timeless(workloadClosingLines(sampleState()))).toMatchFileSnapshot(
    'screens/workload-closing.txt',
  );
});

test('what was said is not said again, and every change is said once', () => {
  const state = sampleState();
  const first = workloadLines(state, NOTHING_SAID_OF_PODS, NOW);
  const say = (next: WorkloadState) =>
    workloadLines(next, first.memory, NOW).lines.map((line) => line.slice(9));
  expect(say(state)).toEqual([]);
  const [one, ...others] = state.pods;
  expect(say({ ...state, pods: [{ ...one!, standing: 'fails', problem: 'gone' }, ...others] })).toEqual([
    'proxyrunner-7c9f-aaaaa #1 does not answer: gone',
  ]);
  const healed = { ...one!, growth: growthOf([], { verdict: 'inconclusive' }) };
  expect(say({ ...state, pods: [healed, ...others] })).toEqual([
    'proxyrunner-7c9f-aaaaa #1 no verdict any more',
  ]);
  const lost = { state: 'lost', since: NOW, reason: 'no route' } as const;
  expect(say({ ...state, connection: lost })).toEqual(['the list of pods was lost: no route']);
  const round = state.pods.map((row) => ({
    ...row,
    captureCount: row.captureCount + Number(row.captureCount > 0),
  }));
  expect(say({ ...state, pods: round })[0]).toMatch(
    /^capture 15 of 4 pods {2}heap .* fullest 113\.0 of 128\.0 MiB \(88 %\)$/,
  );
});

test('one table of what a capture can tell', async () => {
  await expect(timeless(workloadOnce(sampleState(), NOW))).toMatchFileSnapshot('screens/workload-once.txt');
});

test('records: a line per capture, per change of standing, and per life that is over', () => {
  const state = sampleState();
  const { records, memory } = workloadRecords(state, NO_RECORDS, NOW);
  expect(records.map(({ kind }) => kind)).toEqual([
    'ended',
    'capture',
    'capture',
    'capture',
    'capture',
    'pod',
    'pod',
  ]);
  for (const { schema } of records) expect(schema).toBe('heaptide.workload/1');
  expect(records[0]).toMatchObject({
    pod: 'proxyrunner-7c9f-aaaaa',
    how: 'restarted',
    ending: { short: 'OOMKilled' },
  });
  expect(workloadRecords(state, memory, NOW).records).toEqual([]);
  const [one, ...others] = state.pods;
  const next = workloadRecords({ ...state, pods: [{ ...one!, captureCount: 15 }, ...others] }, memory, NOW);
  expect(next.records).toMatchObject([{ kind: 'capture', captures: 15, restarts: 1 }]);
});

test('the document has all that stands', () => {
  const document = workloadDocument(sampleState(), NOW);
  expect(document).toMatchObject({
    schema: 'heaptide.workload/1',
    verdict: { verdict: 'leak', found: 3 },
    sites: [
      { function: 'newProxySession', leaks: 3 },
      { function: 'retryQueue.push', growing: 1 },
    ],
    ended: [{ pod: 'proxyrunner-7c9f-aaaaa', captures: 212 }],
  });
  expect(document.pods).toHaveLength(6);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('markdown, with nothing in it that a cluster could make markup of', async () => {
  await expect(timeless([workloadMarkdown(sampleState())])).toMatchFileSnapshot(
    'screens/workload-markdown.txt',
  );
  for (const name of [...hostileNames(40), '@team #12 <img src=x> | `x` [a](b)']) {
    const pods = [sampleRow(name, { growth: growthOf([growingAt(name)], { unit: name }) })];
    const markdown = workloadMarkdown(stateOf(pods, { name, namespace: name }));
    expect(markdown.replaceAll('\n', '')).not.toMatch(FORBIDDEN);
    expect(markdown).not.toMatch(/<img|\]\(b\)|(?<!<code>)@team/);
  }
});

test('hostile names stay text in lines and records', () => {
  for (const name of hostileNames(80)) {
    const pods = [sampleRow(name, { growth: growthOf([growingAt(name)]), standing: 'fails', problem: name })];
    const state = stateOf(pods, { name, namespace: name });
    const { lines } = workloadLines(state, NOTHING_SAID_OF_PODS, NOW);
    for (const line of [...lines, ...workloadClosingLines(state), ...workloadOnce(state, NOW)])
      expect(line).not.toMatch(FORBIDDEN);
  }
});

test('printed as lines of JSON from a workload that runs, until its time is over', async () => {
  const pods = [samplePod('web-0'), samplePod('web-1')];
  const source = new ScriptedWorkload(pods);
  for (const pod of pods) source.scripts.set(pod.key, podCaptures({ pid: 3, leaks: true }));
  const { engine, stop } = runWorkload(source);
  await stop();
  const { LocalWorkload } = await import('../../src/workload/engine/local-workload.js');
  const written: string[] = [];
  const state = await printWorkload({
    engine: new LocalWorkload({ source, everyMs: 1000, durationMs: 50 }),
    form: 'ndjson',
    style: createDrawingStyle({ color: false, ascii: false }),
    write: (text) => written.push(text),
    signal: new AbortController().signal,
  });
  expect(engine.getSnapshot().connection.state).not.toBe('lost');
  expect(state.captureCount).toBe(2);
  const records = written.map((line) => JSON.parse(line) as { kind: string; pod: string });
  expect(
    records
      .filter(({ kind }) => kind === 'capture')
      .map(({ pod }) => pod)
      .toSorted(),
  ).toEqual(['web-0', 'web-1']);
});
