import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { runWatchLines } from '../../src/lines/run-watch-lines.js';
import { EVERY_MS, SAMPLE_SITES, sampleCapture, sampleReport, sampleSite } from '../sample-report.js';
import { type Answer, FakeClock, ScriptedSource } from '../scripted-session.js';
import { inUtc } from '../in-utc.js';

inUtc();

const leak = SAMPLE_SITES[0]!;
const flat = { ...leak, verdict: 'flat' } as const;
const unreachable = new HeaptideError('HT_E_UNREACHABLE', 'connection refused');

async function lines(
  answers: readonly Answer[],
  reports: readonly ReturnType<typeof sampleReport>[],
  title?: string,
) {
  let text = '';
  let captures = 0;
  const ending = new AbortController();
  const clock = new FakeClock(
    answers.map((_, index) => () => {
      if (index === answers.length - 1) ending.abort();
    }),
  );
  const outcome = await runWatchLines({
    source: new ScriptedSource(answers),
    everyMs: EVERY_MS,
    createHunt: () => ({ add: () => reports[captures++]! }),
    clock,
    write: (line) => (text += line),
    signal: ending.signal,
    ...(title === undefined ? {} : { title }),
  });
  return { lines: text.split('\n').slice(0, -1), outcome };
}

const captures = (number: number) => Array.from({ length: number }, (_, index) => sampleCapture(index));
const reportOf = (sites: readonly (typeof leak)[], verdict: 'leak' | 'clean' | 'inconclusive') =>
  sampleReport(2, { verdict, sites: sites.map((site) => sampleSite(site, 2)) });

test('one line per capture, and a finding once', async () => {
  const reports = [reportOf([flat], 'inconclusive'), reportOf([leak], 'leak'), reportOf([leak], 'leak')];
  const { lines: said, outcome } = await lines(captures(3), reports, 'proxy in prod');
  expect(said).toEqual([
    'proxy in prod',
    '13:48:31 capture 1  heap 30.0/96.0 MiB  rss 71.2 MiB  sessions 1,870  requests 9,000',
    '13:48:41 capture 2  heap 32.0/96.0 MiB  rss 73.2 MiB  sessions 2,421  requests 12,310  leak 1',
    'LEAK confirmed  newSession  /app/packages/proxy/dist/session-table.js:41:10  +182 B/session (168-196)  +1.58 MiB/min',
    '13:48:51 capture 3  heap 34.0/96.0 MiB  rss 75.2 MiB  sessions 2,972  requests 15,620  leak 1',
  ]);
  expect(outcome).toEqual({ captures: 3, report: reports[2] });
});

test('a confirmation is said, and so is a withdrawal', async () => {
  const unconfirmed = { ...leak, changes: { confirmed: false } };
  const reports = [reportOf([unconfirmed], 'leak'), reportOf([leak], 'leak'), reportOf([flat], 'clean')];
  const { lines: said } = await lines(captures(3), reports);
  expect(
    said.filter((line) => !line.includes(' capture ')).map((line) => line.split('  ').slice(0, 2)),
  ).toEqual([
    ['LEAK', 'newSession'],
    ['LEAK confirmed', 'newSession'],
    ['WITHDRAWN', 'newSession'],
    ['CLEAN', 'no site grows'],
  ]);
});

test('a lost connection, its end, and a restart are said once each', async () => {
  const reborn = sampleCapture(5, { pid: 900 });
  const answers = [sampleCapture(0), unreachable, unreachable, sampleCapture(4), reborn];
  const reports = [0, 1, 2].map(() => reportOf([flat], 'inconclusive'));
  const { lines: said } = await lines(answers, reports);
  expect(said.map((line) => line.replace(/ {2}heap.*/, ''))).toEqual([
    '13:48:31 capture 1',
    '13:48:41 connection lost: connection refused',
    '13:48:44 connected again after 3s: the series has a gap',
    '13:48:44 capture 2',
    '13:48:54 a new hunt begins: the process restarted (pid 812, now 900)',
    '13:48:54 capture 1',
  ]);
});

test('hostile names stay in their line, and captures without a collection are marked', async () => {
  const evil = sampleSite({ ...leak, name: 'a\nLEAK  fake\u001B[2J', file: 'x\r.js' }, 2);
  const capture = sampleCapture(0, { gc: 'none', work: { 'jobs\u0007': 3 } });
  const { lines: said } = await lines([capture], [sampleReport(2, { sites: [evil] })]);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('jobs␇ 3  without GC');
  expect(said[1]).toMatch(/^LEAK confirmed {2}a␊LEAK {2}fake␛\[2J {2}x␍\.js:41:10/);
});

test('by time only', async () => {
  const report = { ...reportOf([leak], 'leak'), unit: 'second' };
  const { lines: said } = await lines(captures(1), [report]);
  expect(said[1]).toMatch(/\+1\.58 MiB\/min {2}by time only$/);
});

test('the first failure is the callers', async () => {
  await expect(lines([unreachable], [])).rejects.toBe(unreachable);
});
