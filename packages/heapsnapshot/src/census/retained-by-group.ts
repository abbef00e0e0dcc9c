import type { HeapGraph } from '../graph/heap-graph.js';

/**
 * Bytes that each group of nodes retains: the retained sizes of its members that are not below another member of the same
 * group in the dominator tree, so that nothing counts twice. `groupOf` has the group by node, counted from 1; 0 for none.
 */
export function retainedByGroup(graph: HeapGraph, groupOf: Uint32Array, groups: number): Float64Array {
  const { children, first } = graph.dominatorTree;
  const retained = new Float64Array(groups);
  const open = new Uint32Array(groups + 1);
  // A node is entered when its bit is clear, and left when it is met again with the bit set.
  const nodes = new Uint32Array(graph.snapshot.nodeCount + 1);
  const entered = new Uint8Array(nodes.length);
  let depth = 1;
  while (depth > 0) {
    const top = depth - 1;
    const node = nodes[top]!;
    const group = groupOf[node]!;
    if (entered[top] === 1) {
      open[group]!--;
      entered[top] = 0;
      depth--;
      continue;
    }
    entered[top] = 1;
    if (open[group]!++ === 0 && group > 0) retained[group - 1]! += graph.retainedSizes[node]!;
    for (let child = first[node]!; child < first[node + 1]!; child++) nodes[depth++] = children[child]!;
  }
  return retained;
}
