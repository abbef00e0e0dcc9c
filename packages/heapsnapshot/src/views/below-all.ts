import type { HeapGraph } from '../graph/heap-graph.js';
import { childrenOf } from './dominated-children.js';

/** All that these nodes dominate right below them. */
export function belowAll(graph: HeapGraph, nodes: Uint32Array): Uint32Array {
  let count = 0;
  for (const node of nodes) count += childrenOf(graph, node).length;
  const below = new Uint32Array(count);
  let at = 0;
  for (const node of nodes) {
    const children = childrenOf(graph, node);
    below.set(children, at);
    at += children.length;
  }
  return below;
}
