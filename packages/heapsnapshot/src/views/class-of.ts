import type { HeapGraph } from '../graph/heap-graph.js';

/** Name of a node's class, as Chrome DevTools names it; hostile text. */
export function classOf(graph: HeapGraph, node: number): string {
  return graph.classes.names[graph.classes.ofNode[node]!] ?? '';
}
