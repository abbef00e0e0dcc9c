import type { HeapGraph } from '../graph/heap-graph.js';
import { ClassKind, kindOfNode } from './class-kind.js';
import { classOf } from './class-of.js';

/** Up from tables and the like to what the program knows: the Map of a table, the object of its elements. */
export function collectionOf(graph: HeapGraph, from: number): number {
  let node = from;
  while (node !== 0 && isInner(graph, node)) node = graph.dominators[node]!;
  return node;
}

/** Whether a node is a part of another, and no place where a program puts things. */
export function isInner(graph: HeapGraph, node: number): boolean {
  return kindOfNode(graph, node) === ClassKind.part && classOf(graph, node) !== 'system / Context';
}
