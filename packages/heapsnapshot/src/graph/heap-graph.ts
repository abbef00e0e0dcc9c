import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { ClassTable } from '../classes/class-table.js';
import type { DominatorTree } from './dominator-tree.js';
import type { RetainerTable } from './retainer-table.js';

/**
 * What follows from a heap snapshot: who owns whom, how much, and how far from the roots. Every figure equals that of
 * Chrome DevTools (`HeapSnapshot.ts` of its heap snapshot worker) for every node. What is not needed by most is worked out
 * when it is first asked for, and kept.
 */
export interface HeapGraph {
  readonly snapshot: HeapSnapshot;
  /** Shallow size in bytes by node, after tables and hidden parts were given to their only owner. */
  readonly selfSizes: Float64Array;
  /** Bytes that would go if the node went, by node. */
  readonly retainedSizes: Float64Array;
  /** The node's immediate dominator, by node; the root's is the root itself. */
  readonly dominators: Uint32Array;
  /** Edges from the nearest root, by node; at least `SYSTEM_DISTANCE` for what only V8's own roots reach, `NO_DISTANCE` for the unreached. */
  readonly distances: Int32Array;
  /** Whom each node dominates. */
  readonly dominatorTree: DominatorTree;
  /** Which edges lead to each node. */
  readonly retainers: RetainerTable;
  /** The class of each node. */
  readonly classes: ClassTable;
  /** Whether the edge is one that dominators go by. */
  isEssential(edge: number): boolean;
  /** The node that an edge leaves. */
  sourceOf(edge: number): number;
}
