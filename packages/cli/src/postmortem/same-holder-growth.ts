import { findSuspects, type HeapGraph, type Suspect } from '@heaptide/heapsnapshot';

/** Of all that the heap grew by, as with two snapshots whose ids agree. */
const NEARLY_ALL = 0.5;
const LEAST_BYTES = 64 * 1024;

/**
 * Where ids mean nothing: the bytes that the holder of a suspect held in an earlier snapshot, by its name and by what it holds,
 * and now, if it took nearly all that the heap grew by; else `undefined`.
 */
export function sameHolderGrowth(
  earlier: HeapGraph,
  later: HeapGraph,
  { holder, leakedClass, count, retainedSize }: Suspect,
): readonly [before: number, now: number] | undefined {
  const before = findSuspects(earlier).find(
    (one) => one.holder.reached === holder.reached && one.leakedClass === leakedClass,
  );
  // A name that is told by no field or variable may be that of any other, too.
  if (before === undefined || holder.field === undefined) return undefined;
  const grown = retainedSize - before.retainedSize;
  const heap = later.retainedSizes[0]! - earlier.retainedSizes[0]!;
  if (count <= before.count || grown < Math.max(LEAST_BYTES, NEARLY_ALL * heap)) return undefined;
  return [before.retainedSize, retainedSize];
}
