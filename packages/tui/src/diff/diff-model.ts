import type { CaptureComparison, PathChange, SiteFunction } from '@heaptide/report/browse';
import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';

/** How the change of one site divides over its callers. */
export interface SitePaths {
  readonly site: SiteFunction;
  /** In bytes. */
  readonly changes: readonly PathChange[];
}

/** All that the diff of two captures is drawn from. Plain data: it may come from another thread. */
export interface DiffModel {
  /** What is compared with; `undefined` while the series has no two captures. */
  readonly a: CaptureEntry | undefined;
  readonly b: CaptureEntry | undefined;
  readonly baseline: CaptureNumber | undefined;
  readonly latest: CaptureNumber | undefined;
  /** Name of a work counter, or `second` where there is none. */
  readonly unit: string;
  /** Of `a` and `b`; `undefined` while it is made. */
  readonly comparison: CaptureComparison | undefined;
  /** Why `a` and `b` are not compared: {@link whyNotComparable}, or what went wrong. Raw text. */
  readonly refusal: string | undefined;
  /** Of the selected site; `undefined`, or those of another site, while they are made. */
  readonly paths: SitePaths | undefined;
}

/** Units of work done from `a` to `b`, negative where `b` is the earlier one; `undefined` where nothing counts them. */
export function unitsBetween({ a, b, unit }: DiffModel): number | undefined {
  const before = a?.metadata.work[unit];
  const after = b?.metadata.work[unit];
  if (before === undefined || after === undefined || after === before) return undefined;
  return after - before;
}

export function isSameSite(one: SiteFunction, other: SiteFunction): boolean {
  return one.function === other.function && one.line === other.line && one.file === other.file;
}
