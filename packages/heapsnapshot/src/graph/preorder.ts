import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { EssentialEdges } from './essential-edges.js';
import type { WorkArrays } from './work-arrays.js';

/** A depth-first order of all nodes, from the root over essential edges, in work arrays, whose last number is none of it. */
export interface Preorder {
  /** Place in the order, by node. */
  readonly places: Uint32Array;
  /** Node by place. */
  readonly nodes: Uint32Array;
  /** Place of the parent in the tree, by place; the root's is 0. */
  readonly parents: Uint32Array;
  /** From this place on come nodes of cycles that nothing reaches, hung from the root one by one. */
  readonly firstInCycle: number;
}

const UNSEEN = 0xffff_ffff;

/**
 * The order in which dominators are worked out. What the root does not reach hangs from it: first, in the order of the nodes,
 * those that nothing retains, with all that they reach; then whatever is left, cycles, one by one.
 */
export function orderNodes(
  snapshot: HeapSnapshot,
  { edges, retainerCounts }: EssentialEdges,
  work: WorkArrays,
): Preorder {
  const { nodeCount, firstEdges, edgeTargets } = snapshot;
  const { words } = edges;
  const places = work.take().fill(UNSEEN);
  const nodes = work.take();
  const parents = work.take();
  const path = work.take();
  /** Where to go on among the edges of each node on the path, by depth. */
  const nextEdges = work.take();
  let placed = 0;

  const visitFrom = (start: number): void => {
    places[start] = placed;
    parents[placed] = 0;
    nodes[placed++] = start;
    path[0] = start;
    nextEdges[0] = firstEdges[start]!;
    let depth = 0;
    while (depth >= 0) {
      const node = path[depth]!;
      const end = firstEdges[node + 1]!;
      let edge = nextEdges[depth]!;
      for (; edge < end; edge++) {
        const target = edgeTargets[edge]!;
        if (places[target] === UNSEEN && ((words[edge >>> 5]! >>> (edge & 31)) & 1) === 1) break;
      }
      if (edge === end) {
        depth--;
        continue;
      }
      nextEdges[depth] = edge + 1;
      const target = edgeTargets[edge]!;
      places[target] = placed;
      parents[placed] = places[node]!;
      nodes[placed++] = target;
      path[++depth] = target;
      nextEdges[depth] = firstEdges[target]!;
    }
  };

  visitFrom(0);
  for (let node = 0; node < nodeCount && placed < nodeCount; node++) {
    if (places[node] !== UNSEEN || retainerCounts[node] !== 0) continue;
    visitFrom(node);
  }
  const firstInCycle = placed;
  for (let node = 0; node < nodeCount && placed < nodeCount; node++) {
    if (places[node] !== UNSEEN) continue;
    places[node] = placed;
    parents[placed] = 0;
    nodes[placed++] = node;
  }
  work.giveBack(path, nextEdges);
  return { places, nodes, parents, firstInCycle };
}
