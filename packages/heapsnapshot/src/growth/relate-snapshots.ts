import type { HeapGraph } from '../graph/heap-graph.js';
import { idsAgree } from './ids-agree.js';
import { likenessOfKeyOrders } from './key-orders.js';

/**
 * What the ids of a snapshot mean in one that is said to be later. `same`: the same objects. `reversed`: the same, but it is the
 * earlier one that came later. `renumbered`: other objects, though both are of one process: of two of its threads, or V8 counted anew
 * in between. `foreign`: they are of two processes. `unknown`: other objects, and nothing tells of whom.
 */
export type SnapshotRelation = 'same' | 'reversed' | 'renumbered' | 'foreign' | 'unknown';

/** Within one process V8 lays keys in the same order; in another, few follow the same key by chance. */
const SAME_SEED = 0.5;
/** Objects of the earlier snapshot alone that are younger than all of the later one, in the wrong order. */
const FEWEST_BEYOND = 8;

export function relateSnapshots(earlier: HeapGraph, later: HeapGraph): SnapshotRelation {
  if (idsAgree(earlier, later)) return beyond(earlier, later) >= FEWEST_BEYOND ? 'reversed' : 'same';
  const likeness = likenessOfKeyOrders(earlier, later);
  if (likeness === undefined) return 'unknown';
  return likeness >= SAME_SEED ? 'renumbered' : 'foreign';
}

/** Objects of one that are younger than all of the other; none if the other has such ones, too. */
function beyond({ snapshot: one }: HeapGraph, { snapshot: other }: HeapGraph): number {
  const [last, lastOfOther] = [youngest(one.nodeIds), youngest(other.nodeIds)];
  if (last <= lastOfOther) return 0;
  return one.nodeIds.reduce((count, id) => (isOfScript(id) && id > lastOfOther ? count + 1 : count), 0);
}

function youngest(ids: Uint32Array): number {
  return ids.reduce((most, id) => (isOfScript(id) && id > most ? id : most), 0);
}

/** Ids of native memory are even, and in some versions no counter's. */
function isOfScript(id: number): boolean {
  return (id & 1) === 1;
}
