import type { CaptureEntry } from '../engine/capture-entry.js';

/** Why a difference of two captures would say nothing, in words; `undefined` where it says something. */
export function whyNotComparable(a: CaptureEntry, b: CaptureEntry): string | undefined {
  if (a.number === b.number) return 'A and B are the same capture';
  if (a.life !== b.life)
    return 'the process was restarted between A and B: nothing in B is left of what was in A';
  const kinds = [a, b].map(({ metadata: { kind = 'heap' } }) => kind);
  if (kinds[0] !== kinds[1]) return `A is of ${memoryWords(kinds[0]!)}, B of ${memoryWords(kinds[1]!)}`;
  if (a.metadata.thread !== b.metadata.thread)
    return 'A and B are of two threads, which have heaps of their own';
  const exact = [a, b].map(({ metadata: { exactSites = false } }) => exactSites);
  if (exact[0] !== exact[1])
    return `exact sites were on in ${exact[0] ? 'A' : 'B'} only: without inlining the same bytes stand under other functions`;
  return undefined;
}

function memoryWords(kind: 'heap' | 'external'): string {
  return kind === 'heap' ? 'the JS heap' : 'external memory';
}
