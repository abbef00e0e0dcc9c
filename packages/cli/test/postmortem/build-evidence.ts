import type { NamedCapture } from '@heaptide/targets';
import type {
  ContainerDeath,
  ProcessEvidence,
  SnapshotFile,
} from '../../src/postmortem/evidence/evidence.js';
import type { LogFindings } from '../../src/postmortem/evidence/log/log-findings.js';
import type { NodeReport } from '../../src/postmortem/evidence/node-report/node-report.js';
import type { SnapshotFindings } from '../../src/postmortem/snapshot-findings.js';
import { podOf } from './pod-of.js';

export const ENDED = Date.UTC(2026, 10, 27, 13, 30, 29);
export const MIB = 2 ** 20;

/** A process of which nothing is left but `changes`. */
export function evidenceOf(changes: Partial<ProcessEvidence> = {}): ProcessEvidence {
  return { captures: [], snapshots: [], reports: [], logs: [], pods: [], ...changes };
}

export function logOf(changes: Partial<LogFindings> = {}): LogFindings {
  return {
    path: 'app.log',
    pids: [],
    fatal: [],
    collections: [],
    kernelKills: [],
    exits: [],
    snapshotsWritten: [],
    reportsWritten: [],
    unread: 0,
    ...changes,
  };
}

export const FATAL = {
  kind: 'heap-limit',
  words: 'Reached heap limit Allocation failed - JavaScript heap out of memory',
  place: 'Reached heap limit',
} as const;

export function reportOf(changes: Partial<NodeReport> = {}): NodeReport {
  return {
    path: 'report.json',
    event: 'Allocation failed - JavaScript heap out of memory',
    trigger: 'OOMError',
    isOutOfMemory: true,
    time: ENDED,
    isCut: false,
    heap: {
      used: 58 * MIB,
      committed: 60 * MIB,
      limit: 60 * MIB,
      external: MIB,
      malloced: MIB,
      spaces: [],
      fullSpace: 'old_space',
    },
    wantsNearLimitSnapshots: false,
    handles: {},
    workers: 0,
    stack: [],
    environmentCount: 34,
    ...changes,
  };
}

export function snapshotOf(changes: Partial<SnapshotFile> = {}): SnapshotFile {
  return { path: 'Heap.1.heapsnapshot', state: 'ok', note: '', bytes: 1000, ...changes };
}

/** What a pod's status says of a container that ended so. */
export function deathOf(terminated: Readonly<Record<string, unknown>>, memory = '128Mi'): ContainerDeath {
  const pod = podOf(terminated, memory);
  const container = pod.containers[0]!;
  return { path: 'pod.json', pod, container, which: 'last', ending: container.lastEnding!, events: [] };
}

export function noSnapshots(changes: Partial<SnapshotFindings> = {}): SnapshotFindings {
  return {
    analysed: 0,
    suspect: undefined,
    growth: [],
    code: undefined,
    histogram: undefined,
    notes: [],
    ...changes,
  };
}

/** The class that piles up: `Session`, made by `newSession` of the sample captures unless told otherwise. */
export function suspectOf(
  severity: 'leak' | 'accumulation',
  changes: Partial<NonNullable<SnapshotFindings['suspect']>> = {},
): NonNullable<SnapshotFindings['suspect']> {
  return {
    severity,
    holder: { class: 'Map', id: 4711, name: 'sessions (Map)' },
    leakedClass: 'Session',
    count: 41_233,
    retainedSize: 38 * MIB,
    heapSize: 41 * MIB,
    path: [
      { class: 'global', id: 3, edge: '' },
      { class: 'Map', id: 4711, edge: '.sessions' },
    ],
    ...changes,
  };
}

export function namedCaptures(series: readonly NamedCapture[]): Pick<ProcessEvidence, 'captures'> {
  return { captures: series };
}
