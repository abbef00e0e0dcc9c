import { expect, test } from 'vitest';
import { verdictWords } from '../../src/sites/verdict-words.js';
import { notice as tellNotice } from '../../src/screen/notice.js';
import type { WatchState } from '../../src/session/watch-state.js';
import { EVERY_MS, SAMPLE_SITES, START, sampleMetadata, sampleReport, sampleSite } from '../sample-report.js';

const OPTIONS = { now: START, plusMinus: '±', ellipsis: '…', ascii: false };

function state(changes: Partial<WatchState> = {}): WatchState {
  return {
    name: 'pod/a',
    everyMs: EVERY_MS,
    captureCount: 14,
    receivedAt: START,
    report: sampleReport(14),
    latest: sampleMetadata(13),
    connection: { state: 'live', since: START },
    paused: false,
    queued: 0,
    captureAsked: false,
    ...changes,
  };
}

const say = (changes: Partial<WatchState>, now = START) => {
  const { headline, clauses } = verdictWords(state(changes), { ...OPTIONS, now });
  return [headline, ...clauses].join(' | ');
};
const leak = SAMPLE_SITES[0]!;

test('one leak', () => {
  expect(say({})).toBe('!! LEAK | newSession keeps 182 B per session (±14) | +1.58 MiB/min | 14 captures');
});

test('a leak that has not stood the longer wait', () => {
  const sites = [sampleSite({ ...leak, changes: { confirmed: false } }, 14)];
  expect(say({ report: sampleReport(14, { sites }) })).toContain('not confirmed yet');
});

test('several leaks', () => {
  const second = { ...leak, name: 'storageSet', perUnit: 100 };
  const sites = [leak, second].map((site) => sampleSite(site, 14));
  expect(say({ report: sampleReport(14, { sites }) })).toMatch(
    /^!! LEAK \| 2 sites keep 282 B per session \| first newSession with 182 B per session \(±14\) \| /,
  );
});

test('by time only', () => {
  expect(say({ report: sampleReport(14, { unit: 'second' }) })).toBe(
    '!! LEAK | newSession keeps +1.58 MiB/min | by time only | 14 captures',
  );
});

test('a backlog', () => {
  const sites = [sampleSite({ ...leak, name: 'enqueue', verdict: 'backlog' }, 14)];
  expect(say({ report: sampleReport(14, { verdict: 'backlog', sites }) })).toMatch(
    /^!! BACKLOG \| work piles up at enqueue faster than it is done/,
  );
});

test('clean, and what was withdrawn', () => {
  const sites = [sampleSite({ name: 'cache', file: 'a.js', changes: { retracted: true } }, 14)];
  expect(say({ report: sampleReport(14, { verdict: 'clean', sites: [] }) })).toBe(
    'OK | no site grows: clean after 14 captures',
  );
  expect(say({ report: sampleReport(14, { verdict: 'clean', sites }) })).toContain(
    '1 earlier finding withdrawn',
  );
});

test('collecting says how long it will take, and the wait gets shorter', () => {
  const report = sampleReport(2, { verdict: 'inconclusive', sites: [] });
  const collecting = { captureCount: 2, report };
  expect(say(collecting)).toContain('collecting, 2 of 8 captures, first verdict in about 1m00s');
  expect(say({ ...collecting, everyMs: 2000 })).toContain('first verdict in about 12 s');
  expect(say({ ...collecting, everyMs: 2000 }, START + 1500)).toContain('first verdict in about 11 s');
});

test('no verdict after that gives its reason, made safe', () => {
  const report = sampleReport(14, { verdict: 'inconclusive', sites: [], reason: 'no work\u001B[2J' });
  expect(say({ report })).toBe(' | no verdict yet: no work␛[2J');
});

test('nothing yet', () => {
  const { report, ...nothing } = state({ captureCount: 0 });
  expect(report).toBeDefined();
  expect(verdictWords(nothing, OPTIONS).clauses).toEqual(['waiting for the first capture']);
});

const notice = (changes: Partial<WatchState>) =>
  tellNotice(state(changes), { now: START + 12_000, ascii: false });

test('nothing to note', () => {
  expect(notice({})).toBeUndefined();
});

test('a lost connection comes before all else', () => {
  const connection = {
    state: 'lost',
    since: START,
    reason: 'refused\u0007',
    retryAt: START + 16_000,
  } as const;
  const restart = { at: START, reason: 'the process restarted (pid 1, now 2)' };
  expect(notice({ connection, restart, captureCount: 1 })).toBe(
    'connection lost 12s ago, next try in 4s: refused␇',
  );
});

test('a restart and a gap are noted for some captures', () => {
  const restart = { at: START, reason: 'the process restarted (pid 1, now 2)' };
  expect(notice({ restart, captureCount: 1 })).toContain('restarted (pid 1, now 2)');
  expect(notice({ restart, captureCount: 6 })).toBeUndefined();
  const interruption = { from: START, to: START + 91_000, captureCount: 10 };
  expect(notice({ interruption })).toContain('(1m31s): the series has a gap');
  expect(notice({ interruption, captureCount: 15 })).toBeUndefined();
});

test('captures without a collection are marked', () => {
  expect(notice({ latest: sampleMetadata(13, { gc: 'none' }) })).toContain('without a garbage collection');
});
