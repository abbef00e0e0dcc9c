import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { classOf } from './class-of.js';

/**
 * Up from tables and the like to what the program knows: the Map of a table, the object of its elements. A table that native
 * code has in hand, as when a Map makes room, is still a part of the Map, though no longer held by that alone.
 */
export function collectionOf(graph: HeapGraph, from: number): number {
  let node = from;
  while (node !== 0 && isInner(graph, node)) {
    const above = graph.dominators[node]!;
    const whole = graph.snapshot.nodeTypes[above] === NodeType.synthetic ? wholeOf(graph, node) : undefined;
    node = whole ?? above;
  }
  return node;
}

/** What has the node as a part of it, where that is one alone; else `undefined`. */
function wholeOf(graph: HeapGraph, node: number): number | undefined {
  const { retainers, snapshot } = graph;
  let whole: number | undefined;
  for (let place = retainers.first[node]!; place < retainers.first[node + 1]!; place++) {
    const edge = retainers.edges[place]!;
    const source = graph.sourceOf(edge);
    if (snapshot.nodeTypes[source] === NodeType.synthetic) continue;
    if (snapshot.edgeTypes[edge] !== EdgeType.internal || (whole ?? source) !== source) return undefined;
    whole = source;
  }
  return whole;
}

/** Whether a node is a part of another, and no place where a program puts things. */
export function isInner(graph: HeapGraph, node: number): boolean {
  return kindOfNode(graph, node) === ClassKind.part && classOf(graph, node) !== 'system / Context';
}
