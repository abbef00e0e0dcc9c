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

export interface SiteReport extends Frame {
  /** The commonest stack of the site, root first, the site itself included. */
  readonly path: readonly Frame[];
  readonly verdict: Verdict;
  /** Memory that is not on the JS heap: Buffers and ArrayBuffers. Absent means the JS heap. */
  readonly kind?: 'external';
  /** A finding that has stood the longer wait; the exit status goes by this. */
  readonly confirmed: boolean;
  /** One sentence of numbers. */
  readonly reason: string;
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
  /** Findings first, then by how much of the growth they explain. */
  readonly sites: readonly SiteReport[];
}
