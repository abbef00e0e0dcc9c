import type { PodEnding } from '@heaptide/targets';
import type { MergedSite } from '../model/merge-sites.js';
import type { WorkloadVerdict } from '../model/judge-workload.js';
import type { EndedSeries, PodGrowth, PodMemory, PodRow, WorkloadState } from '../model/workload-state.js';

const SCHEMA = 'heaptide.workload/1';

/** Which life of which container. */
interface RecordedPod {
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  readonly restarts: number;
}

interface PodFigures extends RecordedPod {
  readonly standing: PodRow['standing'];
  /** Why it does not answer, or does not run; raw text. */
  readonly problem?: string;
  readonly captures: number;
  readonly memory?: PodMemory;
  readonly heapUsed?: number;
  readonly heapLimit?: number;
  readonly growth?: PodGrowth;
  /** How the life before it ended. */
  readonly lastEnding?: PodEnding;
  /** Where the capture is that was saved when memory ran short. */
  readonly nearLimit?: PodRow['nearLimit'];
}

interface EndedPod extends RecordedPod {
  readonly time: string;
  readonly how: EndedSeries['how'];
  readonly ending?: PodEnding;
  readonly captures: number;
  readonly growth?: PodGrowth;
}

/** One line of a machine's log. Names are raw text; times are ISO 8601, bytes are bytes, rates are by the second. */
export type WorkloadRecord = { readonly schema: typeof SCHEMA; readonly time: string } & (
  | ({ readonly kind: 'capture' | 'pod' } & PodFigures)
  | ({ readonly kind: 'ended' } & EndedPod)
  | { readonly kind: 'lost'; readonly reason: string }
);

/** All that stands when a watch of a workload ends. */
export interface WorkloadDocument {
  readonly schema: typeof SCHEMA;
  readonly kind: 'workload';
  readonly time: string;
  readonly name: string;
  readonly namespace: string;
  readonly captures: number;
  readonly verdict: WorkloadVerdict;
  readonly sites: readonly MergedSite[];
  readonly podCount: number;
  readonly pods: readonly PodFigures[];
  readonly endedCount: number;
  /** The newest first; the newest of them. */
  readonly ended: readonly EndedPod[];
}

/** What has been recorded already. */
export interface WorkloadRecordsMemory {
  readonly isLost: boolean;
  readonly endedCount: number;
  readonly pods: ReadonlyMap<string, PodRow>;
}

export const NO_RECORDS: WorkloadRecordsMemory = { isLost: false, endedCount: 0, pods: new Map() };

/** What `state` adds to what has been recorded before: a record per capture, and one per pod that answers otherwise than before. */
export function workloadRecords(
  state: WorkloadState,
  before: WorkloadRecordsMemory,
  now: number,
): { readonly records: readonly WorkloadRecord[]; readonly memory: WorkloadRecordsMemory } {
  const head = { schema: SCHEMA, time: new Date(now).toISOString() } as const;
  const { connection, history, endedCount, pods } = state;
  const isLost = connection.state === 'lost';
  const records: WorkloadRecord[] = [];
  if (isLost && !before.isLost)
    records.push({ ...head, kind: 'lost', reason: connection.reason ?? 'no answer' });
  for (const ended of history.slice(0, Math.max(0, endedCount - before.endedCount)).toReversed())
    records.push({ schema: SCHEMA, kind: 'ended', ...endedPod(ended) });
  for (const row of pods) {
    const known = before.pods.get(row.pod.key);
    if (row.captureCount > 0 && row.captureCount !== known?.captureCount)
      records.push({ ...head, kind: 'capture', ...figuresOf(row) });
    else if (row.standing !== known?.standing || row.nearLimit?.at !== known.nearLimit?.at)
      records.push({ ...head, kind: 'pod', ...figuresOf(row) });
  }
  const memory = { isLost, endedCount, pods: new Map(pods.map((row) => [row.pod.key, row])) };
  return { records, memory };
}

export function workloadDocument(state: WorkloadState, now: number): WorkloadDocument {
  const { name, namespace, captureCount, verdict, sites, podCount, pods, endedCount, history } = state;
  return {
    schema: SCHEMA,
    kind: 'workload',
    time: new Date(now).toISOString(),
    name,
    namespace,
    captures: captureCount,
    verdict,
    sites,
    podCount,
    pods: pods.map(figuresOf),
    endedCount,
    ended: history.map(endedPod),
  };
}

function figuresOf(row: PodRow): PodFigures {
  const { pod, standing, captureCount, memory, heapUsed, heapLimit, growth, nearLimit } = row;
  const problem = standing === 'not-running' ? pod.reason : row.problem;
  return {
    ...recordedPod(row),
    standing,
    ...(problem === undefined ? {} : { problem }),
    captures: captureCount,
    ...(memory === undefined ? {} : { memory }),
    ...(heapUsed === undefined ? {} : { heapUsed }),
    ...(heapLimit === undefined ? {} : { heapLimit }),
    ...(growth === undefined ? {} : { growth }),
    ...(pod.ending === undefined ? {} : { lastEnding: pod.ending }),
    ...(nearLimit === undefined ? {} : { nearLimit }),
  };
}

function endedPod(ended: EndedSeries): EndedPod {
  const { endedAt, how, ending, captureCount, growth } = ended;
  return {
    time: new Date(endedAt).toISOString(),
    ...recordedPod(ended),
    how,
    ...(ending === undefined ? {} : { ending }),
    captures: captureCount,
    ...(growth === undefined ? {} : { growth }),
  };
}

function recordedPod({ pod: { name, uid, container, restarts } }: Pick<PodRow, 'pod'>): RecordedPod {
  return { pod: name, uid, container, restarts };
}
