import fc from 'fast-check';
import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { jsonLine } from '../../src/lines/json-line.js';
import { runWatchRecords } from '../../src/lines/run-watch-records.js';
import type { WatchRecord } from '../../src/lines/watch-records.js';
import { hostileName } from '../hostile-names.js';
import { EVERY_MS, SAMPLE_SITES, sampleCapture, sampleReport, sampleSite } from '../sample-report.js';
import { type Answer, FakeClock, ScriptedSource } from '../scripted-session.js';

const leak = SAMPLE_SITES[0]!;
const unreachable = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');

async function records(answers: readonly Answer[], report = sampleReport(2)) {
  let text = '';
  const ending = new AbortController();
  const clock = new FakeClock(
    answers.map((_, index) => () => {
      if (index === answers.length - 1) ending.abort();
    }),
  );
  const ended = await runWatchRecords({
    source: new ScriptedSource(answers),
    everyMs: EVERY_MS,
    createHunt: () => ({ add: () => report }),
    clock,
    write: (line) => (text += line),
    signal: ending.signal,
  });
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return { records: lines.map((line) => JSON.parse(line) as WatchRecord), ended };
}

test('one record a capture, with its figures and its findings', async () => {
  const { records: said } = await records([sampleCapture(0), sampleCapture(1)]);
  expect(said).toHaveLength(2);
  expect(said[0]).toEqual({
    schema: 'heaptide.watch/1',
    time: '2026-03-11T13:48:31.000Z',
    capture: 1,
    life: 1,
    heapUsed: 30 * 1024 ** 2,
    heapLimit: 96 * 1024 ** 2,
    rss: 71.2 * 1024 ** 2,
    cgroup: { usage: 71.2 * 1024 ** 2, limit: 128 * 1024 ** 2 },
    work: { sessions: 1870, requests: 9000 },
    gc: 'forced',
    verdict: 'leak',
    unit: 'sessions',
    findings: [
      {
        function: 'newSession',
        file: '/app/packages/proxy/dist/session-table.js',
        line: 41,
        column: 10,
        verdict: 'leak',
        confirmed: true,
        perUnit: 182,
        low: 168,
        high: 196,
        perSecond: 27_600,
      },
    ],
    findingCount: 1,
  });
  expect(said[1]).toMatchObject({ time: '2026-03-11T13:48:41.000Z', capture: 2, life: 1 });
});

test('what happens beside the captures is told once each', async () => {
  const reborn = sampleCapture(5, { pid: 900 });
  const later = sampleCapture(6, { pid: 900 });
  const { records: said } = await records([
    sampleCapture(0),
    unreachable,
    unreachable,
    sampleCapture(4),
    reborn,
    later,
  ]);
  expect(said.map(({ capture, life, event }) => [capture, life, event])).toEqual([
    [1, 1, undefined],
    [1, 1, { kind: 'lost', reason: 'connection refused' }],
    [2, 1, { kind: 'connected', gapMs: 3000 }],
    [1, 2, { kind: 'restart', reason: 'the process restarted (pid 812, now 900)' }],
    [2, 2, undefined],
  ]);
  expect(said[1]).not.toHaveProperty('heapUsed');
});

test('a process that comes back as another is a restart, not a gap', async () => {
  const { records: said } = await records([
    sampleCapture(0),
    unreachable,
    sampleCapture(3, { pid: 900 }),
    unreachable,
    sampleCapture(5, { pid: 900 }),
  ]);
  expect(said.map(({ life, event }) => [life, event?.kind])).toEqual([
    [1, undefined],
    [1, 'lost'],
    [2, 'restart'],
    [2, 'lost'],
    [2, 'connected'],
  ]);
});

test('how it was lost in the end is for the caller', async () => {
  const { ended } = await records([sampleCapture(0), unreachable]);
  expect(ended).toMatchObject({ captures: 1, lost: 'connection refused' });
  expect((await records([sampleCapture(0)])).ended).not.toHaveProperty('lost');
});

test('a line names at most a hundred findings, and counts all', async () => {
  const sites = Array.from({ length: 300 }, (_, index) => sampleSite({ ...leak, name: `f${index}` }, 2));
  const { records: said } = await records([sampleCapture(0)], sampleReport(2, { sites }));
  expect(said[0]!.findings).toHaveLength(100);
  expect(said[0]!.findingCount).toBe(300);
});

test('a line of JSON says what was given, and nothing in it moves a terminal', () => {
  fc.assert(
    fc.property(hostileName(), (name) => {
      const line = jsonLine({ name, [name]: [name] });
      expect(JSON.parse(line)).toEqual({ name, [name]: [name] });
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    }),
  );
});
