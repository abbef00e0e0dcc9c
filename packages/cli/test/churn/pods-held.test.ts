import { expect, it } from 'vitest';
import { brokenPods } from '../../src/churn/pods-held.js';
import { aPod } from '../doctor/a-pod.js';

const before = [aPod().pod];

it('holds where nothing has changed but the clock', () => {
  expect(brokenPods(before, [aPod().pod])).toEqual([]);
});

it('does not mind a pod that is new', () => {
  const other = aPod({ metadata: { uid: 'u2', name: 'web-2' }, status: { restartCount: 5 } }).pod;
  expect(brokenPods(before, [aPod().pod, other])).toEqual([]);
});

it('counts the restarts since, and says how it ended', () => {
  const status = {
    restartCount: 2,
    lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
  };
  expect(brokenPods(before, [aPod({ status }).pod])).toEqual([
    'container web of pod web-1 restarted 2 times; OOMKilled: the kernel ended it at the limit of 128 MiB',
  ]);
});

it('does not blame a load for restarts of before', () => {
  const status = { restartCount: 2, lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } };
  expect(brokenPods([aPod({ status }).pod], [aPod({ status }).pod])).toEqual([]);
});

it.each([
  ['pod web-1 is gone', []],
  ['pod web-1 is gone', [aPod({ metadata: { uid: 'u9' } }).pod]],
  ['pod web-1 is being deleted', [aPod({ metadata: { deletionTimestamp: '2026-03-11T10:00:00Z' } }).pod]],
  [
    'container web of pod web-1 waits: CrashLoopBackOff',
    [aPod({ status: { state: { waiting: { reason: 'CrashLoopBackOff' } } } }).pod],
  ],
])('says that %s', (sentence, after) => {
  expect(brokenPods(before, after)).toEqual([sentence]);
});
