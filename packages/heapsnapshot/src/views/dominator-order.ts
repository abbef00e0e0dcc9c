import type { HeapGraph } from '../graph/heap-graph.js';

const orders = new WeakMap<HeapGraph, Uint32Array>();

/** All nodes, each after its dominator and with all that it dominates right behind it. Kept as long as the graph. */
export function orderInDominatorTree(graph: HeapGraph): Uint32Array {
  let order = orders.get(graph);
  if (order === undefined) {
    order = preorder(graph);
    orders.set(graph, order);
  }
  return order;
}

function preorder({ snapshot, dominatorTree }: HeapGraph): Uint32Array {
  const { first, children } = dominatorTree;
  const order = new Uint32Array(snapshot.nodeCount);
  const waiting = new Uint32Array(snapshot.nodeCount);
  let count = 0;
  let depth = 0;
  if (snapshot.nodeCount > 0) waiting[depth++] = 0;
  while (depth > 0) {
    const node = waiting[--depth]!;
    order[count++] = node;
    for (let at = first[node + 1]! - 1; at >= first[node]!; at--) waiting[depth++] = children[at]!;
  }
  return order.subarray(0, count);
}
