import type { PodEnding } from '@heaptide/targets';
import type { GrowingSite } from '../../src/workload/model/growing-site.js';
import { judgeWorkload } from '../../src/workload/model/judge-workload.js';
import { mergeSites } from '../../src/workload/model/merge-sites.js';
import type {
  EndedSeries,
  PodGrowth,
  PodRow,
  WorkloadState,
} from '../../src/workload/model/workload-state.js';
import { EVERY_MS, MIB, OOM_KILLED, samplePod, START } from './pod-samples.js';

export const NOW = START + 600_000;

export function growingAt(name: string, changes: Partial<GrowingSite> = {}): GrowingSite {
  return {
    function: name,
    file: `/app/dist/${name}.js`,
    line: 88,
    column: 3,
    verdict: 'leak',
    confirmed: true,
    inuse: 4 * MIB,
    perUnit: 3174,
    low: 2900,
    high: 3400,
    perSecond: 13_000,
    ...changes,
  };
}

export function growthOf(sites: readonly GrowingSite[], changes: Partial<PodGrowth> = {}): PodGrowth {
  const verdict = sites.some((site) => site.verdict === 'leak')
    ? 'leak'
    : sites.length > 0
      ? 'inconclusive'
      : 'clean';
  return {
    verdict,
    reason: 'needs 3 more captures',
    isConfirmed: sites.some(({ confirmed }) => confirmed),
    unit: 'sessions',
    workPerSecond: 55.1,
    perSecond: sites.reduce((sum, { perSecond }) => sum + perSecond, 0),
    error: 900,
    sites,
    ...changes,
  };
}

export function sampleRow(name: string, changes: Partial<PodRow> = {}): PodRow {
  return {
    pod: samplePod(name),
    standing: 'answers',
    isCapturing: false,
    captureCount: 14,
    receivedAt: NOW - 2000,
    ...(changes.captureCount === 0 ? {} : { heapUsed: 38.2 * MIB, heapLimit: 96 * MIB }),
    memory: { used: 91 * MIB, limit: 128 * MIB, from: 'cgroup' },
    isJudged: true,
    ...changes,
  };
}

export function stateOf(pods: readonly PodRow[], changes: Partial<WorkloadState> = {}): WorkloadState {
  return {
    name: 'deploy/proxyrunner',
    namespace: 'shop',
    everyMs: EVERY_MS,
    connection: { state: 'live', since: START },
    pods,
    podCount: pods.length,
    verdict: judgeWorkload(pods),
    sites: mergeSites(pods.flatMap(({ growth }) => growth ?? [])),
    history: [],
    endedCount: 0,
    captureCount: 14 * pods.length,
    receivedAt: NOW - 2000,
    paused: false,
    queued: 0,
    savedIn: undefined,
    ...changes,
  };
}

const outlook = (seconds: number) =>
  ({ limit: 'cgroup', bytesLeft: MIB, seconds, low: seconds / 2 }) as const;
const KILLED: PodEnding = {
  short: '137, not OOMKilled',
  words: 'SIGKILL, not marked OOMKilled',
  isOutOfMemory: false,
  at: NOW - 3_900_000,
};

/** Pods in every standing that there is. */
export function sampleState(changes: Partial<WorkloadState> = {}): WorkloadState {
  const session = growingAt('newProxySession');
  const retry = growingAt('retryQueue.push', {
    verdict: 'growing',
    confirmed: false,
    perUnit: 40,
    perSecond: 900,
  });
  const ended: EndedSeries = {
    pod: samplePod('proxyrunner-7c9f-aaaaa'),
    endedAt: NOW - 120_000,
    how: 'restarted',
    ending: OOM_KILLED,
    captureCount: 212,
    growth: growthOf([session]),
  };
  const rows = [
    sampleRow('proxyrunner-7c9f-aaaaa', {
      pod: samplePod('proxyrunner-7c9f-aaaaa', {
        restarts: 1,
        ending: { ...OOM_KILLED, at: NOW - 130_000 },
        startedAt: NOW - 120_000,
      }),
      growth: growthOf([session], { outlook: outlook(2820) }),
      memory: { used: 113 * MIB, limit: 128 * MIB, from: 'cgroup' },
      nearLimit: {
        at: NOW - 30_000,
        share: 0.883,
        path: 'near/proxyrunner-7c9f-aaaaa-uid-prox-1-2026-03-11T13-58-01-000Z.pb.gz',
      },
    }),
    sampleRow('proxyrunner-7c9f-bbbbb', { growth: growthOf([session, retry], { outlook: outlook(720) }) }),
    sampleRow('proxyrunner-7c9f-ccccc', {
      pod: samplePod('proxyrunner-7c9f-ccccc', { restarts: 3, ending: KILLED }),
      growth: growthOf([{ ...session, perUnit: 3400 }], { outlook: outlook(90_000) }),
    }),
    sampleRow('proxyrunner-7c9f-ddddd', { growth: growthOf([]) }),
    sampleRow('proxyrunner-7c9f-eeeee', {
      standing: 'no-agent',
      problem: 'nothing listens on port 6060 of proxyrunner-7c9f-eeeee',
      captureCount: 0,
      isJudged: false,
      memory: { used: 70 * MIB, from: 'cluster' },
    }),
    sampleRow('proxyrunner-7c9f-fffff', {
      pod: samplePod('proxyrunner-7c9f-fffff', {
        state: 'waiting',
        reason: 'CrashLoopBackOff',
        restarts: 9,
        ending: KILLED,
      }),
      standing: 'not-running',
      captureCount: 0,
      isJudged: false,
    }),
  ];
  return stateOf(rows, { history: [ended], endedCount: 1, ...changes });
}
