import type { OffHeapGrowth, Outlook, ProcessVerdict } from '@heaptide/growth';
import type { PodEnding, WatchedPod } from '@heaptide/targets';
import type { Connection } from '../../session/watch-state.js';
import type { GrowingSite } from './growing-site.js';
import type { MergedSite } from './merge-sites.js';
import type { WorkloadVerdict } from './judge-workload.js';

/** What the captures of one life of a pod say. */
export interface PodGrowth {
  readonly verdict: ProcessVerdict;
  readonly reason: string;
  /** A finding of it has stood the longer wait. */
  readonly isConfirmed: boolean;
  /** What growth is divided by: a work counter, or `second`. */
  readonly unit: string;
  /** Units of work a second, over all captures. */
  readonly workPerSecond: number;
  /** Bytes a second of all that grows, and half the 95 % interval of that. */
  readonly perSecond: number;
  readonly error: number;
  readonly outlook?: Outlook;
  readonly offHeap?: OffHeapGrowth;
  /** What grows: findings first, then by how much; the first of them. */
  readonly sites: readonly GrowingSite[];
}

/** Memory of a pod against its limit, in bytes. */
export interface PodMemory {
  readonly used: number;
  readonly limit?: number;
  /** Who says so: the memory cgroup or the resident set that the process sees, or the cluster, which is late. */
  readonly from: 'cgroup' | 'rss' | 'cluster';
}

/** How a pod answers. */
export type PodStanding =
  /** Nothing was asked of it yet. */
  | 'waiting'
  | 'answers'
  /** Nothing in it serves captures; it is asked again now and then. */
  | 'no-agent'
  /** It answered before, or may do so; it is tried again. */
  | 'fails'
  | 'not-running';

/** A pod with one life of its container. */
export interface PodRow {
  readonly pod: WatchedPod;
  readonly standing: PodStanding;
  readonly isCapturing: boolean;
  /** Why it does not answer; raw text. */
  readonly problem?: string;
  readonly captureCount: number;
  /** Arrival of the newest capture. */
  readonly receivedAt?: number;
  readonly heapUsed?: number;
  readonly heapLimit?: number;
  readonly memory?: PodMemory;
  readonly growth?: PodGrowth;
  /** There are captures enough for a verdict. */
  readonly isJudged: boolean;
  /** The newest capture that was saved since memory ran short. */
  readonly nearLimit?: { readonly at: number; readonly share: number; readonly path: string };
}

/** A life that is over: what is left of its series. */
export interface EndedSeries {
  readonly pod: WatchedPod;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  /** The container was started again; the pod is gone; or another process answers in the same container. */
  readonly how: 'restarted' | 'gone' | 'another-process';
  /** As far as the cluster says it. */
  readonly ending?: PodEnding;
  readonly captureCount: number;
  readonly growth?: PodGrowth;
}

/** What the captures of all pods say. Plain data; the same object until it changes. */
export interface WorkloadState {
  /** Of the source; raw text. */
  readonly name: string;
  readonly namespace: string;
  readonly everyMs: number;
  /** To the cluster. */
  readonly connection: Connection;
  /** By name. */
  readonly pods: readonly PodRow[];
  /** Pods of the workload; beyond those that are watched they are only counted. */
  readonly podCount: number;
  readonly verdict: WorkloadVerdict;
  /** What grows in any pod, the gravest first. */
  readonly sites: readonly MergedSite[];
  /** Lives that are over, the newest first; the newest of them. */
  readonly history: readonly EndedSeries[];
  readonly endedCount: number;
  /** Captures of all pods and lives. */
  readonly captureCount: number;
  /** Arrival of the newest one. */
  readonly receivedAt?: number;
  readonly paused: boolean;
  /** Captures taken since the pause. */
  readonly queued: number;
  /** Where captures are saved, as the user named it. */
  readonly savedIn: string | undefined;
  /** What went wrong lately and does not end the watch; raw text. */
  readonly problem?: string;
}
