import { findSuspects, type HeapGraph, type Suspect } from '@heaptide/heapsnapshot';

/** Of all that the heap grew by, as with two snapshots whose ids agree. */
const NEARLY_ALL = 0.5;
const LEAST_BYTES = 64 * 1024;

/** How a holder grew between two snapshots that know it by its name alone. */
export interface HolderGrowth {
  readonly retained: readonly [number, number];
  /** By how many it holds more. */
  readonly more: number;
}

/**
 * Where ids mean nothing: how the holder of a suspect grew that has the same name, class and contents in an earlier snapshot,
 * if it took nearly all that the heap grew by; else `undefined`.
 */
export function sameHolderGrowth(
  earlier: HeapGraph,
  later: HeapGraph,
  { holder, leakedClass, count, retainedSize }: Suspect,
): HolderGrowth | undefined {
  const before = findSuspects(earlier).find(
    (one) => one.holder.reached === holder.reached && one.leakedClass === leakedClass,
  );
  // A name that is told by no field or variable may be that of any other, too.
  if (before === undefined || holder.field === undefined) return undefined;
  const grown = retainedSize - before.retainedSize;
  const more = count - before.count;
  const heap = later.retainedSizes[0]! - earlier.retainedSizes[0]!;
  if (more <= 0 || grown < Math.max(LEAST_BYTES, NEARLY_ALL * heap)) return undefined;
  return { retained: [before.retainedSize, retainedSize], more };
}
