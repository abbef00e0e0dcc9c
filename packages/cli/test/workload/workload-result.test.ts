import type { MergedSite, WorkloadState } from '@heaptide/tui';
import { expect, test } from 'vitest';
import { isWorkloadFailure, workloadExit, workloadResultLine } from '../../src/workload/workload-result.js';

const SITE = { leaks: 0, backlogs: 0, growing: 0, confirmed: 0 } as MergedSite;
const VERDICT = { verdict: 'inconclusive', found: 0, judged: 4, answering: 4, suspect: 0, pods: [] } as const;

function stateOf(changes: Partial<WorkloadState> = {}): WorkloadState {
  return {
    sites: [],
    captureCount: 12,
    connection: { state: 'live', since: 0 },
    verdict: VERDICT,
    ...changes,
  } as unknown as WorkloadState;
}

const leak: MergedSite = { ...SITE, leaks: 2 };
const confirmed: MergedSite = { ...leak, confirmed: 1 };
const backlog: MergedSite = { ...SITE, backlogs: 1 };
const growing: MergedSite = { ...SITE, growing: 1 };

test.each([
  [undefined, [false, true, false, false]],
  ['leak', [true, true, false, false]],
  ['backlog', [true, true, true, false]],
  ['growing', [true, true, true, true]],
  ['never', [false, false, false, false]],
] as const)('fails on %s as a watch of one process does', (failOn, expected) => {
  const cases = [leak, confirmed, backlog, growing];
  expect(cases.map((site) => isWorkloadFailure({ sites: [site] }, failOn))).toEqual(expected);
  expect(isWorkloadFailure({ sites: [] }, failOn)).toBe(false);
});

test('the exit status, the gravest first', () => {
  const exit = (state: WorkloadState, isInterrupted = false) =>
    workloadExit({ state, isInterrupted, failOn: undefined });
  const lost = { state: 'lost', since: 0, reason: 'gone' } as const;
  expect(exit(stateOf({ sites: [confirmed] }), true)).toBe(130);
  expect(exit(stateOf({ sites: [confirmed], connection: lost }))).toBe(1);
  expect(exit(stateOf({ connection: lost }))).toBe(2);
  expect(exit(stateOf({ captureCount: 0 }))).toBe(2);
  expect(exit(stateOf({ sites: [leak] }))).toBe(0);
});

test('the last line of a log', () => {
  const line = (state: WorkloadState) =>
    workloadResultLine({ state, isInterrupted: false, failOn: undefined });
  const found = { ...VERDICT, verdict: 'leak', found: 3, suspect: 1 } as const;
  expect(line(stateOf({ verdict: found, sites: [confirmed] }))).toBe(
    'result: leak, confirmed in 3 of 4 pods, 1 not confirmed yet (exit 1)',
  );
  expect(line(stateOf({ captureCount: 0 }))).toBe('result: no capture (exit 2)');
});
