import type { HeapGraph } from '../graph/heap-graph.js';
import { ephemeronOf } from './ephemeron-of.js';

/**
 * Whether a way from the root may lead over an edge: over those that dominators go by, and from the key of a WeakMap to its value
 * where the value has no other. A value whose map a module has, and whose key only a running function has, is a root of its own
 * to dominators, as in Chrome DevTools: the program does not reach the key, and what it does not reach holds nothing that it does.
 */
export function leadsOn(graph: HeapGraph, edge: number): boolean {
  if (graph.isEssential(edge)) return true;
  const { snapshot, dominators } = graph;
  if (dominators[snapshot.edgeTargets[edge]!] !== 0) return false;
  return ephemeronOf(snapshot, edge)?.keyId === snapshot.nodeIds[graph.sourceOf(edge)];
}
