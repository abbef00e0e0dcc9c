import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { orderInDominatorTree } from '../views/dominator-order.js';

/** Of what each node retains, the bytes of things that came after the first snapshot; code and shapes left out. */
export function freshBytes(graph: HeapGraph, seen: Uint8Array): Float64Array {
  const { snapshot, selfSizes, dominators } = graph;
  const fresh = new Float64Array(snapshot.nodeCount);
  for (let node = 0; node < fresh.length; node++) {
    const type = snapshot.nodeTypes[node];
    if (seen[node] === 0 || type === NodeType.code || type === NodeType.objectShape) continue;
    fresh[node] = selfSizes[node]!;
  }
  const order = orderInDominatorTree(graph);
  for (let at = order.length - 1; at > 0; at--) fresh[dominators[order[at]!]!]! += fresh[order[at]!]!;
  return fresh;
}
