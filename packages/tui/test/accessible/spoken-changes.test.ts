import { expect, test } from 'vitest';
import { NOTHING_SPOKEN, spokenChanges } from '../../src/accessible/spoken-changes.js';
import type { WatchState } from '../../src/session/watch-state.js';
import { SAMPLE_SITES, START, sampleMetadata, sampleReport, sampleSite } from '../sample-report.js';
import { inUtc } from '../in-utc.js';

inUtc();

const leak = SAMPLE_SITES[0]!;
const unconfirmed = { ...leak, changes: { confirmed: false } };
const flat = { ...leak, verdict: 'flat' } as const;

function stateAt(captureCount: number, sites: readonly (typeof leak)[], changes: Partial<WatchState> = {}) {
  const reported = sites.map((site) => sampleSite(site, captureCount));
  const isLeak = sites.some(({ verdict }) => verdict === 'leak');
  const report = sampleReport(captureCount, { sites: reported, verdict: isLeak ? 'leak' : 'clean' });
  return {
    name: 'a process',
    everyMs: 10_000,
    connection: { state: 'live', since: START },
    paused: false,
    queued: 0,
    captureAsked: false,
    captureCount,
    latest: sampleMetadata(captureCount - 1),
    report,
    ...changes,
  } satisfies WatchState;
}

/** What is said of one state after the other, 10 s apart. */
function tell(states: readonly WatchState[]): readonly (readonly string[])[] {
  let memory = NOTHING_SPOKEN;
  return states.map((state, index) => {
    const said = spokenChanges(state, memory, { now: START + 10_000 * index, ascii: false });
    memory = said.memory;
    return said.sentences;
  });
}

test('nothing new is said every half minute', () => {
  const said = tell(Array.from({ length: 7 }, (_, index) => stateAt(index + 1, [flat])));
  expect(said.map((sentences) => sentences.length)).toEqual([1, 0, 0, 1, 0, 0, 1]);
  expect(said[0]).toEqual(['Clean: no site grows.']);
  expect(said[3]).toEqual([
    '13:49:01. Capture 4. Heap 36.0 of 96.0 MiB. R S S 77.2 MiB. Cgroup 77.2 of 128.0 MiB. Done: 3,523 sessions, 18,930 requests.',
  ]);
});

test('a change of a verdict is said at once, and puts the heartbeat off', () => {
  const said = tell([
    stateAt(1, [flat]),
    stateAt(2, [unconfirmed]),
    stateAt(3, [leak]),
    stateAt(4, [leak]),
    stateAt(5, [leak]),
    stateAt(6, [leak]),
    stateAt(7, [flat]),
  ]);
  const growth = 'newSession, growing by 182 B per session, between 168 and 196, and 1.58 MiB per minute.';
  expect(said.slice(1, 5)).toEqual([
    [`Leak, not confirmed yet: ${growth}`],
    [`Leak, confirmed: ${growth}`],
    [],
    [],
  ]);
  expect(said[5]).toEqual([expect.stringMatching(/^13:49:21\. Capture 6\./)]);
  expect(said[6]).toEqual(['Withdrawn: newSession is flat now.', 'Clean: no site grows.']);
});

test('of many changes five are said', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ ...leak, name: `f${index}` }));
  const [said] = tell([stateAt(1, many)]);
  expect(said).toHaveLength(6);
  expect(said!.at(-1)).toBe('And 7 more changes: say list.');
});

test('a lost connection is said at once, then every half minute, and its end too', () => {
  const lost = { state: 'lost', since: START + 5000, reason: 'refused\u001B[2J' } as const;
  const back = { from: START + 5000, to: START + 60_000, captureCount: 2 };
  const said = tell([
    stateAt(1, [flat]),
    ...Array.from({ length: 5 }, () => stateAt(1, [flat], { connection: lost })),
    stateAt(2, [flat], { interruption: back }),
  ]);
  expect(said.slice(1)).toEqual([
    ['Connection lost at 13:48:36: refused␛[2J. It is tried again.'],
    [],
    [],
    ['Still no connection, for 35s.'],
    [],
    ['Connected again after 55s: the series has a gap.'],
  ]);
});

test('after a restart findings are said anew', () => {
  const restart = { at: START + 10_000, reason: 'the process restarted (pid 812, now 900)' };
  const said = tell([stateAt(1, [leak]), stateAt(1, [leak], { restart }), stateAt(2, [leak], { restart })]);
  expect(said[1]).toEqual([
    'Judging begins anew: the process restarted (pid 812, now 900).',
    expect.stringMatching(/^Leak, confirmed: newSession/),
  ]);
  expect(said[2]).toEqual([]);
});

test('while paused nothing is said, and afterwards what has changed', () => {
  const said = tell([stateAt(1, [flat]), stateAt(5, [leak], { paused: true }), stateAt(5, [leak])]);
  expect(said[1]).toEqual([]);
  expect(said[2]).toEqual([expect.stringMatching(/^Leak, confirmed/)]);
});
