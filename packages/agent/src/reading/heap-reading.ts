import type { CaptureGap } from '@heaptide/profile/write';
import type { ExternalReading } from './external-reading.js';
import type { ExactSitesAnswer, ExactSitesState, ExactSitesWish } from './exact-sites-wish.js';
import type { PackedTrees } from './packed-trees.js';
import type { HeapInfo, HeapSpaceInfo } from 'node:v8';

/** A node of the tree that `HeapProfiler.getSamplingProfile` gives; positions count from 0. */
export interface SamplingNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly scriptId: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children: readonly SamplingNode[];
}

/** One live sample: `size` is V8's estimate of the bytes it stands for, `ordinal` its place in the order of births. */
export interface LiveSample {
  readonly size: number;
  readonly nodeId: number;
  readonly ordinal: number;
}

/** `HeapProfiler.SamplingHeapProfile` of the Chrome DevTools Protocol. */
export interface SamplingProfile {
  readonly head: SamplingNode;
  readonly samples: readonly LiveSample[];
}

/** The same tree as @datadog/pprof reads it: with the raw size of what was sampled, without ordinals; positions count from 1. */
export interface SizeNode {
  readonly name?: string;
  readonly scriptId?: number;
  readonly lineNumber?: number;
  readonly columnNumber?: number;
  readonly allocations: readonly SizeClass[];
  readonly children: readonly SizeNode[];
}

/** Sampled objects of one size at one node; `count` is V8's estimate of all such objects. */
export interface SizeClass {
  readonly sizeBytes: number;
  readonly count: number;
}

/** Why the sampling interval is what it is. */
export interface IntervalReason {
  readonly asked: number | 'auto';
  /** Bytes a second that were allocated when it was chosen, if it was. */
  readonly rate?: number;
  readonly text: string;
}

/** Who runs V8's one sampler of the isolate, and how. */
export interface SamplerState {
  /** `foreign`: somebody else had started it, so it is read and never stopped. */
  readonly owner: 'heaptide' | 'foreign';
  /** Driven by the native add-on; otherwise by the inspector alone. */
  readonly native: boolean;
  /** Mean bytes between two samples; of a foreign sampler that does not tell, what its samples say. */
  readonly interval: number;
  readonly reason: IntervalReason;
  /** Frames kept per stack; of a foreign sampler, the most there can be. */
  readonly depth: number;
  /** V8 collects all garbage whenever it is read, since the inspector started it. */
  readonly collects: boolean;
  /** Bytes allocated since sampling began, to within one interval. */
  readonly clock: number;
  /** A birth is this plus ordinal x interval. */
  readonly clockBase: number;
  readonly gaps: readonly CaptureGap[];
}

/** Names a thread of the process by its `threadId`; the main thread is 0. */
export interface ThreadInfo {
  readonly id: number;
  /** As Node tells it. */
  readonly title: string;
  /** Whether the agent samples it: it does where it was loaded. */
  readonly sampled: boolean;
}

/** What only the isolate itself can tell. Byte figures; times in milliseconds since 1970. */
export interface ProcessState {
  readonly time: number;
  readonly memory: NodeJS.MemoryUsage;
  readonly heap: HeapInfo;
  readonly spaces: readonly HeapSpaceInfo[];
  readonly work: Readonly<Record<string, number>>;
  readonly sampler: SamplerState;
  readonly external?: ExternalState;
  /** Only while it lasts. */
  readonly exactSites?: ExactSitesState;
}

/** How the hook that samples external memory stands. Byte figures. */
export interface ExternalState {
  readonly interval: number;
  /** Bytes allocated through the hook so far. */
  readonly clock: number;
  /** Estimate of those that live. */
  readonly live: number;
}

/** Sampled external memory with the figures of its moment. */
export interface ExternalAnswer {
  readonly collected: boolean;
  readonly reading: ExternalReading;
  readonly state: ProcessState;
}

/** Both trees, read in one turn, right after a collection if one was asked. */
export interface HeapReading {
  readonly collected: boolean;
  readonly trees: PackedTrees;
  /**
   * External memory, where it was asked for too. Not right after a collection: what that released is known when the event
   * loop has turned.
   */
  readonly external?: ExternalReading;
  readonly state: ProcessState;
}

/** What the worker asks of an isolate. */
export interface ReadingRequest {
  readonly id: number;
  readonly want:
    'heap' | 'heap-with-external' | 'external' | 'state' | 'snapshot' | 'no-snapshot' | 'exact-sites';
  readonly collect: boolean;
  /** Where exact sites are wanted. */
  readonly exactSites?: ExactSitesWish;
  /** Milliseconds since 1970 after which nobody waits for the answer. */
  readonly deadline: number;
}

/** The answer to the request of that id, sent as JSON. */
export type ReadingAnswer =
  | { readonly id: number; readonly heap: HeapReading }
  | { readonly id: number; readonly external: ExternalAnswer }
  | { readonly id: number; readonly state: ProcessState }
  | { readonly id: number; readonly exactSites: ExactSitesAnswer }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly error: string };
