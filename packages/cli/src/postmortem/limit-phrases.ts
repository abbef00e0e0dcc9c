import { longBytes } from '@heaptide/profile';
import type { DeathKind, Phrase } from '@heaptide/report/postmortem';

/** The limits that a process lived under, in bytes, as far as they are known. */
export interface Limits {
  /** V8's, as it was before it came near. */
  readonly heap?: number | undefined;
  /** V8's, in the end. */
  readonly heapInTheEnd?: number | undefined;
  /** The memory cgroup's. */
  readonly container?: number | undefined;
}

/** What a heap snapshot was measured to take, in heaps. */
const SNAPSHOT_HEAPS = { from: 8, to: 11 };

/** What the limits mean for a death of this kind. */
export function limitPhrases(
  { heap, heapInTheEnd, container }: Limits,
  { kind }: { readonly kind: DeathKind },
): Phrase[] {
  const inTheEnd = heapInTheEnd ?? heap;
  const known = [
    ...(inTheEnd === undefined ? [] : [`V8's heap limit ${limitWords(heap, heapInTheEnd)}`]),
    ...(container === undefined ? [] : [`the container's limit ${longBytes(container)}`]),
  ];
  if (known.length === 0) return [];
  return [
    [known.join('; ')],
    ...(inTheEnd !== undefined && container !== undefined && inTheEnd >= container && kind !== 'v8-limit'
      ? [[`V8's limit is above the container's: the kernel kills first (exit 137), and V8 leaves no report`]]
      : []),
  ];
}

function limitWords(before: number | undefined, inTheEnd: number | undefined): string {
  if (before === undefined || inTheEnd === undefined || inTheEnd <= before)
    return longBytes(inTheEnd ?? before!);
  return `${longBytes(before)}, raised to ${longBytes(inTheEnd)} near the end`;
}

/** How much memory a heap snapshot needs, of a heap of so many bytes where that is known. */
export function snapshotNeeds(heapBytes: number | undefined): string {
  const { from, to } = SNAPSHOT_HEAPS;
  const heaps = `about ${from} to ${to} times the heap`;
  if (heapBytes === undefined || heapBytes <= 0) return heaps;
  return `${heaps}: ${longBytes(from * heapBytes)} to ${longBytes(to * heapBytes)} here`;
}
