import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { EssentialEdges } from './essential-edges.js';
import type { Preorder } from './preorder.js';
import type { WorkArrays } from './work-arrays.js';

/**
 * Turns the parents of the order into dominators: into the place, smaller than its own, of the node that dominates each place
 * immediately; the root's is 0. Retainer counts are spent.
 *
 * Method: Semi-NCA (Georgiadis, Tarjan, Werneck: "Finding Dominators in Practice", 2006) over places, so that ancestors are
 * smaller numbers; paths are compressed without recursion.
 */
export function findDominators(
  snapshot: HeapSnapshot,
  essential: EssentialEdges,
  order: Preorder,
  work: WorkArrays,
): Uint32Array {
  const { nodeCount } = snapshot;
  const { firsts, predecessors } = predecessorsByPlace(snapshot, essential, order, work);
  const { parents } = order;
  const isAdopted = new Uint8Array(nodeCount);
  for (const place of order.adopted) isAdopted[place] = 1;
  const semidominators = work.take();
  /** Of the compressed path from a place up, the place with the smallest semidominator. */
  const labels = work.take();
  const ancestors = work.take();
  const path = work.take();
  for (let place = 0; place < nodeCount; place++) {
    semidominators[place] = place;
    labels[place] = place;
    ancestors[place] = parents[place]!;
  }
  for (let place = nodeCount - 1; place > 0; place--) {
    let smallest = isAdopted[place] === 1 ? 0 : place;
    for (let at = firsts[place]!, end = firsts[place + 1]!; at < end; at++) {
      const predecessor = predecessors[at]!;
      if (predecessor <= place) {
        if (predecessor < smallest) smallest = predecessor;
        continue;
      }
      let top = predecessor;
      let depth = 0;
      while (ancestors[top]! > place) {
        path[depth++] = top;
        top = ancestors[top]!;
      }
      let above = top;
      while (depth > 0) {
        const below = path[--depth]!;
        if (semidominators[labels[above]!]! < semidominators[labels[below]!]!) labels[below] = labels[above]!;
        ancestors[below] = top;
        above = below;
      }
      const semidominator = semidominators[labels[predecessor]!]!;
      if (semidominator < smallest) smallest = semidominator;
    }
    semidominators[place] = smallest;
  }
  const dominators = parents;
  for (let place = 1; place < nodeCount; place++) {
    let dominator = dominators[place]!;
    const semidominator = semidominators[place]!;
    while (dominator > semidominator) dominator = dominators[dominator]!;
    dominators[place] = dominator;
  }
  work.giveBack(firsts, semidominators, labels, ancestors, path);
  return dominators;
}

/** Places from which essential edges lead to each place: `predecessors[firsts[p]]` up to, not including, `predecessors[firsts[p + 1]]`. */
function predecessorsByPlace(
  { nodeCount, firstEdges, edgeTargets }: HeapSnapshot,
  { edges, retainerCounts }: EssentialEdges,
  { nodes, places }: Preorder,
  work: WorkArrays,
): { firsts: Uint32Array; predecessors: Uint32Array } {
  const firsts = work.take();
  let sum = 0;
  for (let place = 0; place < nodeCount; place++) {
    sum += retainerCounts[nodes[place]!]!;
    firsts[place] = sum;
  }
  firsts[nodeCount] = sum;
  const predecessors = new Uint32Array(sum);
  const { words } = edges;
  for (let place = 0; place < nodeCount; place++) {
    const node = nodes[place]!;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      if (((words[edge >>> 5]! >>> (edge & 31)) & 1) === 0) continue;
      // From the end of each place's share to its beginning.
      predecessors[--firsts[places[edgeTargets[edge]!]!]!] = place;
    }
  }
  work.giveBack(retainerCounts);
  return { firsts, predecessors };
}
