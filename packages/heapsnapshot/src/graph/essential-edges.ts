import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { BitSet } from './bit-set.js';
import type { Ephemerons } from './ephemerons.js';
import type { WorkArrays } from './work-arrays.js';

export interface EssentialEdges {
  readonly edges: BitSet;
  /** How many of them lead to each node; one of the work arrays. */
  readonly retainerCounts: Uint32Array;
}

/**
 * The edges that dominators go by. Left out are weak edges, edges of a node to itself, shortcuts that do not leave the root,
 * edges into what the program owns from outside of it, and of each entry of a WeakMap the half that leaves the table, so
 * that the key owns the value.
 *
 * Rules: Chrome DevTools, `HeapSnapshot.ts` of its heap snapshot worker, `initEssentialEdges`.
 */
export function findEssentialEdges(
  snapshot: HeapSnapshot,
  isPageOwned: Uint8Array,
  ephemerons: Ephemerons,
  work: WorkArrays,
): EssentialEdges {
  const { nodeCount, edgeCount, nodeIds, firstEdges, edgeTypes, edgeNames, edgeTargets } = snapshot;
  const edges = new BitSet(edgeCount);
  const { words } = edges;
  const retainerCounts = work.take().fill(0);
  for (let node = 0; node < nodeCount; node++) {
    const isInPage = node === 0 || isPageOwned[node] === 1;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const type = edgeTypes[edge];
      const target = edgeTargets[edge]!;
      if (type === EdgeType.weak || target === node) continue;
      if (type === EdgeType.shortcut && node !== 0) continue;
      if (!isInPage && isPageOwned[target] === 1) continue;
      if (type === EdgeType.internal) {
        const name = edgeNames[edge]!;
        if (ephemerons.isHalf(name) && ephemerons.tableOf(name) === nodeIds[node]) continue;
      }
      words[edge >>> 5]! |= 1 << (edge & 31);
      retainerCounts[target]!++;
    }
  }
  return { edges, retainerCounts };
}
