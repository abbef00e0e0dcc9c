import type { Confidence, Phrase } from '@heaptide/report/postmortem';

/** A source that points to what is named, independent of the others. */
export interface Witness {
  readonly source: 'captures' | 'heap-snapshots' | 'v8';
  readonly says: Phrase;
}

/** How sure a verdict is, by how many independent sources agree. */
export function confidenceOf(witnesses: readonly Witness[]): Confidence {
  const sources = new Set(witnesses.map(({ source }) => source)).size;
  if (sources >= 3) return 'high';
  if (sources === 2) return 'medium';
  return sources === 1 ? 'low' : 'none';
}
