import type { Frame } from '@heaptide/growth';
import type { Phrase } from '../growth/phrase.js';

/** What killed a process: the kernel at a memory limit, V8 at its heap limit, or nothing that was recorded. */
export type DeathKind = 'kernel' | 'v8-limit' | 'unknown';

/** How a process ended. */
export interface Death {
  readonly kind: DeathKind;
  /** What is known, in one sentence. */
  readonly words: Phrase;
  /** What says so, a line for each source. */
  readonly evidence: readonly Phrase[];
  /** The part of the heap that was full, as V8 names it: `old_space`; `external` for what is beside the heap. */
  readonly space?: string;
  /** ISO 8601. */
  readonly time?: string;
  readonly exitCode?: number;
}

/**
 * `leak` and `backlog` are findings: growth was seen. `accumulation` is what was largest in a single heap snapshot,
 * `growing` what captures show to grow without proof that it stays. `none`: nothing can be named.
 */
export type PostmortemVerdict = 'leak' | 'backlog' | 'accumulation' | 'growing' | 'none';

/** How much agrees: three independent sources or more, two, one, or nothing that could. */
export type Confidence = 'high' | 'medium' | 'low' | 'none';

/** One step of the way from a root to what piles up. */
export interface PathStep {
  readonly class: string;
  /** Of the object in the snapshot. */
  readonly id: number;
  /** What leads to it from the step before; '' at the root. */
  readonly edge: string;
  /** How many like steps this one stands for. */
  readonly repeats?: number;
}

/** What keeps the objects that pile up, by the last heap snapshot. Bytes. */
export interface Accumulation {
  readonly holder: { readonly class: string; readonly id: number; readonly name: string };
  readonly leakedClass: string;
  readonly count: number;
  readonly retainedSize: number;
  /** All that the snapshot holds. */
  readonly heapSize: number;
  readonly path: readonly PathStep[];
  /** Where the class that piles up was declared, where the file says so. */
  readonly declaredAt?: Frame;
}

/** The allocation site that captures accuse. */
export interface AccusedSite extends Frame {
  /** The stack it was reached by, root first, the site itself included. */
  readonly path: readonly Frame[];
  /** Live bytes that stand under it in the last capture. */
  readonly inuseSpace: number;
  /** Live bytes of all sites in that capture. */
  readonly allSpace: number;
  /** `external` for Buffers and ArrayBuffers. */
  readonly memory: 'heap' | 'external';
  /** How the class that piles up is tied to it: by what stands in both. Absent where nothing ties the two. */
  readonly join?: 'constructor' | 'call-path' | 'function-name' | 'same-file';
  /** What the captures say of it, in one sentence. */
  readonly reason: string;
}

/** Growth that is known by its amount alone. */
export interface NamelessGrowth {
  /** `external`: what Buffers and ArrayBuffers hold. `native`: what is neither on the heap nor external. */
  readonly memory: 'heap' | 'external' | 'native';
  readonly bytes: number;
  readonly reason: string;
}

/** One reading of a history. */
export interface GrowthPoint {
  /** ISO 8601. */
  readonly time?: string;
  readonly bytes: number;
}

/** How something grew, as one kind of evidence has it. */
export interface GrowthHistory {
  readonly source: 'captures' | 'heap-snapshots' | 'gc-log';
  /** What the bytes are of. */
  readonly of: Phrase;
  /** In the order of time; at least two. */
  readonly points: readonly GrowthPoint[];
  readonly perMinute?: number;
  readonly perUnit?: { readonly unit: string; readonly bytes: number };
  /** When the limit was to be reached at this pace, as of the last reading; ISO 8601. */
  readonly limitAt?: string;
}

/** Memory that was measured and did not grow, or too little to be the cause. */
export interface RuledOut {
  readonly memory: 'external' | 'code' | 'outside-heap';
  /** Bytes at first and in the end. */
  readonly from: number;
  readonly to: number;
}

export type FileKind = 'capture' | 'heap-snapshot' | 'node-report' | 'log' | 'pod' | 'profile' | 'unknown';
export type FileState = 'ok' | 'empty' | 'cut' | 'unreadable' | 'foreign';

/** One file that was looked at. */
export interface FileLine {
  readonly path: string;
  readonly kind: FileKind;
  readonly state: FileState;
  readonly note: string;
}

/** Everything that is told of one dead process. Texts from its files are hostile until rendered. */
export interface PostmortemReport {
  readonly process: { readonly name?: string; readonly pid?: number; readonly nodeVersion?: string };
  readonly death: Death;
  readonly verdict: PostmortemVerdict;
  readonly accumulation?: Accumulation;
  readonly site?: AccusedSite;
  /** Where neither a class nor a site has a name. */
  readonly nameless?: NamelessGrowth;
  readonly growth: readonly GrowthHistory[];
  readonly notIt: readonly RuledOut[];
  /** Limits that applied, and what they mean for this death. */
  readonly limits: readonly Phrase[];
  readonly confidence: Confidence;
  /** The independent sources that point to the same thing, a phrase each. */
  readonly agreeing: readonly Phrase[];
  /** What could not be told, and why: a sentence each. */
  readonly gaps: readonly Phrase[];
  readonly files: readonly FileLine[];
  /** What to do, in order. */
  readonly next: readonly Phrase[];
}
