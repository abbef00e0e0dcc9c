import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { RestRead } from '../reader/read-rest.js';
import type { StoredBlocks } from '../reader/stored-blocks.js';
import { StoredStrings } from '../reader/stored-strings.js';

/** What has strings, in a form that another thread can be sent; the memory is the same. */
type Shared<Holder extends { readonly strings: unknown }> = Omit<Holder, 'strings'> & {
  readonly strings: StoredBlocks;
};

export type SharedSnapshot = Shared<HeapSnapshot>;
export type SharedRest = Shared<RestRead>;

/** `undefined` where its strings were not read from a file. */
export function shareSnapshot(snapshot: HeapSnapshot): SharedSnapshot | undefined {
  const { strings } = snapshot;
  return strings instanceof StoredStrings ? { ...snapshot, strings: strings.stored() } : undefined;
}

export function fromSharedSnapshot(shared: SharedSnapshot): HeapSnapshot {
  return { ...shared, strings: StoredStrings.of(shared.strings) };
}

export function shareRest({ nodes, locations, strings }: RestRead): SharedRest {
  const { count, largestName, detachedness } = nodes;
  return { nodes: { count, largestName, detachedness }, locations, strings: strings.stored() };
}

export function fromSharedRest(shared: SharedRest): RestRead {
  return { ...shared, strings: StoredStrings.of(shared.strings) };
}
