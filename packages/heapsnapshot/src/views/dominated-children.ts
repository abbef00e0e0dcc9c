import type { HeapGraph } from '../graph/heap-graph.js';
import { classOf } from './class-of.js';
import { describeNode } from './describe-node.js';
import type { NodeDescription } from './describe-node.js';

export interface ChildrenOptions {
  /** At most so many; 100 unless given. */
  readonly most?: number;
}

/** What one node holds alone. */
export interface DominatedChildren {
  /** Those that hold most, first. */
  readonly children: readonly NodeDescription[];
  /** All that there are. */
  readonly count: number;
  /** Bytes of those that are not among `children`. */
  readonly otherBytes: number;
}

/** What one node holds alone, by class. */
export interface DominatedClass {
  readonly class: string;
  readonly classIndex: number;
  readonly count: number;
  /** Bytes of themselves. */
  readonly self: number;
  /** Bytes that would go with them. */
  readonly retained: number;
}

/** The things right below a node in the dominator tree. */
export function childrenInDominatorTree(
  graph: HeapGraph,
  node: number,
  options: ChildrenOptions = {},
): DominatedChildren {
  const { retainedSizes } = graph;
  const all = childrenOf(graph, node);
  const shown = Uint32Array.from(all)
    .sort((a, b) => retainedSizes[b]! - retainedSizes[a]! || a - b)
    .slice(0, options.most ?? 100);
  const sum = (nodes: Uint32Array): number =>
    nodes.reduce((bytes, child) => bytes + retainedSizes[child]!, 0);
  return {
    children: Array.from(shown, (child) => describeNode(graph, child)),
    count: all.length,
    otherBytes: sum(all) - sum(shown),
  };
}

/** The classes of the things right below a node in the dominator tree, those that hold most first. */
export function classesInDominatorTree(
  graph: HeapGraph,
  node: number,
  options: ChildrenOptions = {},
): readonly DominatedClass[] {
  const rows = new Map<number, { count: number; self: number; retained: number; sample: number }>();
  for (const child of childrenOf(graph, node)) {
    const key = graph.classes.ofNode[child]!;
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { count: 0, self: 0, retained: 0, sample: child }));
    row.count++;
    row.self += graph.selfSizes[child]!;
    row.retained += graph.retainedSizes[child]!;
  }
  return [...rows]
    .sort(([, a], [, b]) => b.retained - a.retained || b.count - a.count)
    .slice(0, options.most ?? 100)
    .map(([classIndex, { count, self, retained, sample }]) => ({
      class: classOf(graph, sample),
      classIndex,
      count,
      self,
      retained,
    }));
}

/** Ordinals of the nodes right below one in the dominator tree. */
export function childrenOf({ dominatorTree }: HeapGraph, node: number): Uint32Array {
  return dominatorTree.children.subarray(dominatorTree.first[node], dominatorTree.first[node + 1]);
}
