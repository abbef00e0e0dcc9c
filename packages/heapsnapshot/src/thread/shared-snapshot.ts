import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { StoredBlocks } from '../reader/stored-blocks.js';
import { StoredStrings } from '../reader/stored-strings.js';

/** A snapshot in a form that another thread can be sent; the memory is the same. */
export type SharedSnapshot = Omit<HeapSnapshot, 'strings'> & { readonly strings: StoredBlocks };

/** `undefined` where its strings were not read from a file. */
export function shareSnapshot(snapshot: HeapSnapshot): SharedSnapshot | undefined {
  const { strings } = snapshot;
  return strings instanceof StoredStrings ? { ...snapshot, strings: strings.stored() } : undefined;
}

export function fromShared(shared: SharedSnapshot): HeapSnapshot {
  return { ...shared, strings: StoredStrings.of(shared.strings) };
}
