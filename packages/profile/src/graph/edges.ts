import { compareUtf8 } from '../algebra/byte-order.js';
import type { GraphEdge, GraphNode } from './graph.js';

/** Heaviest first, then by the names of source and target. */
export function sortEdges(edges: Iterable<GraphEdge>): GraphEdge[] {
  return [...edges].sort(
    (a, b) =>
      (a.weight === b.weight ? 0 : Math.abs(b.weight) - Math.abs(a.weight)) ||
      compareUtf8(a.source.name, b.source.name) ||
      compareUtf8(a.target.name, b.target.name),
  );
}

/** Removes edges below a weight; returns how many. */
export function removeLightEdges(nodes: readonly GraphNode[], least: number): number {
  let removed = 0;
  for (const node of nodes) {
    for (const [source, { weight }] of node.in) {
      if (Math.abs(weight) >= least) continue;
      node.in.delete(source);
      source.out.delete(node);
      removed++;
    }
  }
  return removed;
}

/**
 * Removes residual edges whose target can be reached from their source otherwise, lightest first and from the last node
 * up, but none that is heavier than an edge that is not residual.
 */
export function removeRedundantEdges(nodes: readonly GraphNode[]): void {
  for (const node of [...nodes].reverse()) {
    for (const edge of sortEdges(node.in.values()).reverse()) {
      if (!edge.residual) break;
      if (!isRedundant(edge)) continue;
      edge.source.out.delete(node);
      node.in.delete(edge.source);
    }
  }
}

function isRedundant(edge: GraphEdge): boolean {
  const seen = new Set([edge.target]);
  // A set is walked in the order of insertion, also while it grows.
  for (const node of seen) {
    for (const incoming of node.in.values()) {
      if (incoming === edge) continue;
      if (incoming.source === edge.source) return true;
      seen.add(incoming.source);
    }
  }
  return false;
}
