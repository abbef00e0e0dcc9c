import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { groupByNumber } from './group-by-number.js';

/** The edges that lead to each node, weak ones included: those to `n` are `edges[first[n]]` up to, not including, `edges[first[n + 1]]`. */
export interface RetainerTable {
  readonly first: Uint32Array;
  /** In the order of the nodes that they leave. */
  readonly edges: Uint32Array;
}

export function findRetainers({ edgeTargets, nodeCount }: HeapSnapshot): RetainerTable {
  const { first, members } = groupByNumber(edgeTargets, nodeCount);
  return { first, edges: members };
}
