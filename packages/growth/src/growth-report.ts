import type { CaptureMetadata } from '@heaptide/profile';

/** What the captures say of one allocation site. Only `leak` and `backlog` are findings. */
export type Verdict = 'leak' | 'backlog' | 'growing' | 'bounded' | 'flat' | 'shrinking' | 'new';

/** What the captures say of the whole process. */
export type ProcessVerdict = 'leak' | 'backlog' | 'clean' | 'inconclusive';

/** A function as it stands on a stack. `line` and `column` are 1-based and say where the function begins. */
export interface Frame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Growth of a site; zero where it does not grow. The interval covers 95 %. */
export interface Slope {
  /** Bytes kept per unit of work. */
  readonly perUnit: number;
  readonly low: number;
  readonly high: number;
  /** Bytes kept per second. */
  readonly perSecond: number;
}

/** Counts of samples that the verdict rests on. */
export interface Evidence {
  /** Samples ever seen at this site. */
  readonly samples: number;
  /** Samples first seen after the warm-up. */
  readonly births: number;
  /** Samples that were seen to die. */
  readonly deaths: number;
  /** Samples that outlived the crossing age. */
  readonly crossings: number;
}

/** What sets the growing samples of a site apart from its other ones. */
export type PartTrait =
  /** They come through these callers, the nearest first. */
  | { readonly kind: 'path'; readonly callers: readonly Frame[] }
  /** Their objects have about this many bytes. */
  | { readonly kind: 'size'; readonly objectBytes: number }
  /** They are the function's own and those of these functions that it calls: none shows the growth by itself. */
  | { readonly kind: 'callees'; readonly callees: readonly Frame[] };

export interface SiteReport extends Frame {
  /** The stack that most survivors of the site came by, root first, the site itself included. */
  readonly path: readonly Frame[];
  readonly verdict: Verdict;
  /** Memory that is not on the JS heap: Buffers and ArrayBuffers. Absent means the JS heap. */
  readonly kind?: 'external';
  /** The finding is on these samples of the site alone; the others come and go. */
  readonly part?: PartTrait;
  /** A finding that has stood the longer wait; the exit status goes by this. */
  readonly confirmed: boolean;
  /** One sentence of numbers. */
  readonly reason: string;
  /** What the captures cannot tell, and what would change the verdict; absent where nothing is to be said. */
  readonly caveat?: string;
  /** Live bytes, one figure per capture. */
  readonly inuseSpace: readonly number[];
  /** Live objects, one figure per capture. */
  readonly inuseObjects: readonly number[];
  readonly slope: Slope;
  readonly evidence: Evidence;
  /** The site was a finding at an earlier capture and is none any more. */
  readonly retracted: boolean;
  /** The true function may have been inlined into this one. */
  readonly uncertainSite: boolean;
  /** Functions that the site calls and that allocated under their own names at first: one of them may be the true one. */
  readonly candidates?: readonly Frame[];
  /** Findings of the same number grow in lock-step under one function: one leak at several sites. From 1. */
  readonly group?: number;
  /** What the user said of the site, and what it comes to. */
  readonly expected?: ExpectedPeak;
}

/** What is expected of a site by whoever knows the program. */
export interface Expectation {
  /** Function, or function@file, or function@file:line; a file matches by its end. */
  readonly site: string;
  /** What is kept here is freed after so long. */
  readonly ttlMs?: number;
  /** So many objects are kept here at most. */
  readonly capacity?: number;
}

/** Where a site will level off if it is as was expected. */
export interface ExpectedPeak {
  /** Live bytes of the site then, at the present rate. */
  readonly bytes: number;
  /** What the whole process will then use, of the tighter limit; absent where no limit is known. */
  readonly process?: { readonly bytes: number; readonly limit: number };
  /** What is expected holds with what was seen, and fits: the site is no finding. */
  readonly holds: boolean;
}

/** When memory will be used up if the findings go on growing as they do; seconds from the newest capture. */
export interface Outlook {
  /** What runs out first. */
  readonly limit: 'heap' | 'cgroup';
  readonly bytesLeft: number;
  readonly seconds: number;
  /** 95 % interval; `high` is absent where the growth may be too slow to tell. */
  readonly low: number;
  readonly high?: number;
}

/** Growth that no allocation site explains. */
export interface OffHeapGrowth {
  /** `external`: what Buffers and ArrayBuffers hold. `native`: what is neither on the heap nor external. */
  readonly memory: 'external' | 'native';
  readonly bytes: number;
  readonly perUnit: number;
  /** What is known and what to do next, in one sentence. */
  readonly reason: string;
}

/** The part of a capture's metadata that a report repeats. */
export type CaptureFigures = Pick<
  CaptureMetadata,
  'time' | 'work' | 'gc' | 'heapUsed' | 'heapLimit' | 'rss' | 'external'
>;

export interface GrowthReport {
  readonly schema: 'heaptide.growth/1';
  readonly verdict: ProcessVerdict;
  /** Why the process verdict is what it is; for `inconclusive`, what is missing. */
  readonly reason: string;
  /** What growth is divided by: the name of a work counter, or `second`. */
  readonly unit: string;
  readonly captures: readonly CaptureFigures[];
  /** Absent where nothing is found, or no limit is known. */
  readonly outlook?: Outlook;
  /** Absent where the sites explain all. */
  readonly offHeap?: OffHeapGrowth;
  /** Findings first, then by how much of the growth they explain. */
  readonly sites: readonly SiteReport[];
}
