import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { EssentialEdges } from './essential-edges.js';
import type { Preorder } from './preorder.js';
import type { WorkArrays } from './work-arrays.js';

/** Of a place that one edge leads to: it comes from its parent, which is its dominator. */
const NO_ENTRY = 0xffff_ffff;

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
  const { parents } = order;
  const semidominators = findSemidominators(snapshot, essential, order, work);
  const dominators = parents;
  for (let place = 1; place < snapshot.nodeCount; place++) {
    let dominator = dominators[place]!;
    const semidominator = semidominators[place]!;
    while (dominator > semidominator) dominator = dominators[dominator]!;
    dominators[place] = dominator;
  }
  work.giveBack(semidominators);
  return dominators;
}

/** The semidominator of each place, in a work array. */
function findSemidominators(
  snapshot: HeapSnapshot,
  essential: EssentialEdges,
  order: Preorder,
  work: WorkArrays,
): Uint32Array {
  const { nodeCount } = snapshot;
  const { parents, firstInCycle } = order;
  const { firsts, predecessors } = predecessorsByPlace(snapshot, essential, order, work);
  const semidominators = work.take();
  const path = work.take();
  // Two numbers a place, side by side since they are read together: where the path up from it goes on, and the smallest
  // semidominator on the part that was compressed.
  const links = work.takePairs();
  for (let place = 0; place < nodeCount; place++) links[place * 2] = parents[place]!;
  let end = predecessors.length;
  for (let place = nodeCount - 1; place > 0; place--) {
    // Nodes of unreached cycles hang from the root by no edge, and so give nobody a way from it.
    let smallest = place < firstInCycle ? parents[place]! : place;
    const first = firsts[place]!;
    if (first !== NO_ENTRY) {
      for (let at = first; at < end; at++) {
        const predecessor = predecessors[at]!;
        if (predecessor <= place) {
          if (predecessor < smallest) smallest = predecessor;
          continue;
        }
        let ancestor = links[predecessor * 2]!;
        let best = links[predecessor * 2 + 1]!;
        if (ancestor > place) {
          let depth = 0;
          let top = predecessor;
          do {
            path[depth++] = top;
            top = ancestor;
            ancestor = links[top * 2]!;
          } while (ancestor > place);
          best = links[top * 2 + 1]!;
          while (depth > 0) {
            const below = path[--depth]!;
            const known = links[below * 2 + 1]!;
            if (known < best) best = known;
            else links[below * 2 + 1] = best;
            links[below * 2] = ancestor;
          }
        }
        if (best < smallest) smallest = best;
      }
      end = first;
    }
    semidominators[place] = smallest;
    links[place * 2 + 1] = smallest;
  }
  work.giveBack(firsts, path);
  work.giveBackPairs(links);
  return semidominators;
}

/**
 * Places from which essential edges lead to each place that has more than one (in cycles, any): in a row from `predecessors[firsts[p]]` on, in
 * the order of the places; `NO_ENTRY` for the others. Retainer counts are spent.
 */
function predecessorsByPlace(
  { nodeCount, firstEdges, edgeTargets }: HeapSnapshot,
  { edges, retainerCounts }: EssentialEdges,
  { nodes, places, firstInCycle }: Preorder,
  work: WorkArrays,
): { firsts: Uint32Array; predecessors: Uint32Array } {
  const firsts = work.take();
  let sum = 0;
  for (let place = 0; place < nodeCount; place++) {
    const count = retainerCounts[nodes[place]!]!;
    const hasEntry = count > 1 || (count === 1 && place >= firstInCycle);
    if (hasEntry) sum += count;
    firsts[place] = hasEntry ? sum : NO_ENTRY;
  }
  const predecessors = new Uint32Array(sum);
  const { words } = edges;
  for (let place = 0; place < nodeCount; place++) {
    const node = nodes[place]!;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      if (((words[edge >>> 5]! >>> (edge & 31)) & 1) === 0) continue;
      const target = places[edgeTargets[edge]!]!;
      const next = firsts[target]!;
      if (next === NO_ENTRY) continue;
      // From the end of each place's share to its beginning.
      predecessors[next - 1] = place;
      firsts[target] = next - 1;
    }
  }
  work.giveBack(retainerCounts);
  return { firsts, predecessors };
}
