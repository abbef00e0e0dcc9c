import type { HeapGraph } from '../graph/heap-graph.js';
import { nodesById } from './nodes-by-id.js';

/**
 * By node of the last of a row of snapshots of one process: the number of the first from which on it is in all of them. 0
 * for what was always there, `graphs.length - 1` for what only the last has. Ids tell; an object keeps its id and its kind.
 */
export function firstSeen(graphs: readonly HeapGraph[]): Uint8Array {
  const last = graphs[graphs.length - 1]!.snapshot;
  const seen = new Uint8Array(last.nodeCount).fill(graphs.length - 1);
  for (let number = graphs.length - 2; number >= 0; number--) {
    const { snapshot } = graphs[number]!;
    const byId = nodesById(snapshot);
    for (let node = 0; node < last.nodeCount; node++) {
      if (seen[node] !== number + 1) continue;
      const before = byId.find(last.nodeIds[node]!);
      if (before !== undefined && snapshot.nodeTypes[before] === last.nodeTypes[node]) seen[node] = number;
    }
  }
  return seen;
}
