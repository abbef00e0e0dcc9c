import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { BitSet } from './bit-set.js';
import type { EdgeRule } from './edge-rule.js';
import type { WorkArrays } from './work-arrays.js';

/** The edges that dominators go by. */
export interface EssentialEdges {
  readonly edges: BitSet;
  /** How many of them lead to each node; one of the work arrays. */
  readonly retainerCounts: Uint32Array;
}

/** All that the rule allows: those that enter the page from outside are still among them. */
export function collectAllowedEdges(
  snapshot: HeapSnapshot,
  rule: EdgeRule,
  work: WorkArrays,
): EssentialEdges {
  const { nodeCount, edgeCount, firstEdges, edgeTargets } = snapshot;
  const edges = new BitSet(edgeCount);
  const { words } = edges;
  const retainerCounts = work.take().fill(0);
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (!rule.allows(node, edge, target)) continue;
      words[edge >>> 5]! |= 1 << (edge & 31);
      retainerCounts[target]!++;
    }
  }
  return { edges, retainerCounts };
}

/** Takes out the edges into what the program owns that come from elsewhere, but for those of the root. */
export function leaveOutEntrances(
  { nodeCount, firstEdges, edgeTargets }: HeapSnapshot,
  isPageOwned: Uint8Array,
  { edges, retainerCounts }: EssentialEdges,
): void {
  for (let node = 1; node < nodeCount; node++) {
    if (isPageOwned[node] === 1) continue;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (isPageOwned[target] === 0 || !edges.has(edge)) continue;
      edges.remove(edge);
      retainerCounts[target]!--;
    }
  }
}
