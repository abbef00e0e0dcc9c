import type { CaptureGap } from '@heaptide/profile';
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
  readonly scriptName: string;
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

/** Who runs V8's one sampler of the main isolate, and how. */
export interface SamplerState {
  /** `foreign`: somebody else had started it, so it is read and never stopped. */
  readonly owner: 'heaptide' | 'foreign';
  /** Mean bytes between two samples; absent where a foreign sampler does not tell. */
  readonly interval?: number;
  /** Frames kept per stack; of a foreign sampler, the most there can be. */
  readonly depth: number;
  /** Raised at every restart, when V8 counts ordinals from the beginning again. */
  readonly epoch: number;
  readonly gaps: readonly CaptureGap[];
}

/** What only the main thread can tell. Byte figures; times in milliseconds since 1970. */
export interface ProcessState {
  readonly time: number;
  readonly memory: NodeJS.MemoryUsage;
  readonly heap: HeapInfo;
  readonly spaces: readonly HeapSpaceInfo[];
  readonly work: Readonly<Record<string, number>>;
  readonly sampler: SamplerState;
}

/** Both trees, read in one turn, right after a collection if one was asked. */
export interface HeapReading {
  readonly collected: boolean;
  readonly profile: SamplingProfile;
  readonly sizes?: SizeNode;
  readonly state: ProcessState;
}

/** What the worker asks of the main thread. */
export interface ReadingRequest {
  readonly id: number;
  readonly want: 'heap' | 'state';
  readonly collect: boolean;
  /** Milliseconds since 1970 after which nobody waits for the answer. */
  readonly deadline: number;
}

/** The answer to the request of that id, sent as JSON. */
export type ReadingAnswer =
  | { readonly id: number; readonly heap: HeapReading }
  | { readonly id: number; readonly state: ProcessState }
  | { readonly id: number; readonly error: string };
