import { describe, expect, it } from 'vitest';
import { podFacts } from '../../../src/pods/pod-facts.js';
import { choosePod } from '../../../src/pods/workload/choose-pod.js';
import { podJson } from '../pod-json.js';

interface Standing {
  readonly since?: string | undefined;
  readonly ready?: boolean;
  readonly going?: boolean;
  readonly waiting?: string;
}

function pod(name: string, { since = '10:00', ready = true, going = false, waiting }: Standing = {}) {
  const state =
    waiting === undefined
      ? { running: { startedAt: `2025-03-01T${since}:00Z` } }
      : { waiting: { reason: waiting } };
  return podFacts(
    podJson(name, {
      metadata: going ? { deletionTimestamp: '2025-03-02T00:00:00Z' } : {},
      status: {
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
        containerStatuses: [{ name: 'app', state }],
      },
    }),
  )!;
}

const chosen = (...pods: ReturnType<typeof pod>[]) => choosePod(pods, 'deploy/web').pod.name;

describe('choosePod', () => {
  it('takes the one that has run longest', () => {
    expect(
      chosen(pod('a', { since: '11:00' }), pod('b', { since: '09:00' }), pod('c', { since: '10:00' })),
    ).toBe('b');
    expect(chosen(pod('b'), pod('a'))).toBe('a');
  });

  it('takes a younger one that is ready, and stays', () => {
    expect(chosen(pod('a', { since: '09:00', ready: false }), pod('b'))).toBe('b');
    expect(chosen(pod('a', { since: '09:00', going: true }), pod('b', { ready: false }))).toBe('b');
    expect(chosen(pod('a', { going: true }), pod('b', { waiting: 'CrashLoopBackOff' }))).toBe('a');
  });

  it('says that there was a choice', () => {
    expect(choosePod([pod('a'), pod('b')], 'deploy/web').words).toBe('pod/a, one of 2 of deploy/web');
    expect(choosePod([pod('a')], 'pod/a').words).toBeUndefined();
  });

  it('says why nothing runs', () => {
    const crashing = pod('a', { waiting: 'CrashLoopBackOff' });
    const reason =
      (...pods: ReturnType<typeof pod>[]) =>
      () =>
        choosePod(pods, 'deploy/web');
    expect(reason(crashing)).toThrow('nothing of deploy/web runs: CrashLoopBackOff');
    expect(reason(crashing, pod('b', { waiting: 'ImagePullBackOff' }), crashing)).toThrow(
      'nothing of deploy/web runs: 2 CrashLoopBackOff, 1 ImagePullBackOff',
    );
    const pending = podFacts(podJson('p', { status: { phase: 'Pending', containerStatuses: [] } }))!;
    expect(reason(pending)).toThrow('nothing of deploy/web runs: Pending');
    expect(() => choosePod([pod('a')], 'pod/a', 'other')).toThrow(
      'nothing of container other of pod/a runs: Running',
    );
    try {
      choosePod([pod('a', { waiting: 'x'.repeat(9999) })], 'pod/a');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'KubeError', kind: 'not-running' });
      expect((error as Error).message).toHaveLength(500);
    }
  });
});
