import type { HeapGraph } from '@heaptide/heapsnapshot';

/**
 * Bytes that could not be reached any more if a node went, found out the slow way: by going through the whole heap without it.
 * The node must be one that the root reaches.
 */
export function lostWithout(graph: HeapGraph, node: number): number {
  const all = reachedBy(graph, undefined);
  const left = reachedBy(graph, node);
  let lost = 0;
  for (let other = 0; other < all.length; other++) {
    if (all[other] && !left[other]) lost += graph.selfSizes[other]!;
  }
  return lost;
}

/** 1 for each node that the root reaches over essential edges, those included that nothing holds. */
export function reachedBy(graph: HeapGraph, without: number | undefined): Uint8Array {
  const { nodeCount, firstEdges, edgeTargets } = graph.snapshot;
  const reached = new Uint8Array(nodeCount);
  const pending: number[] = [];
  const visit = (node: number) => {
    if (node === without || reached[node]) return;
    reached[node] = 1;
    pending.push(node);
  };
  const roots = [0, ...unheld(graph)];
  for (const root of roots) visit(root);
  for (let node; (node = pending.pop()) !== undefined;) {
    for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) {
      if (graph.isEssential(edge)) visit(edgeTargets[edge]!);
    }
  }
  return reached;
}

const known = new WeakMap<HeapGraph, readonly number[]>();

/** Nodes to which no essential edge leads: such as functions that only weak edges hold. */
function unheld(graph: HeapGraph): readonly number[] {
  let nodes = known.get(graph);
  if (nodes === undefined) {
    const { nodeCount, edgeCount, edgeTargets } = graph.snapshot;
    const held = new Uint8Array(nodeCount);
    for (let edge = 0; edge < edgeCount; edge++) if (graph.isEssential(edge)) held[edgeTargets[edge]!] = 1;
    nodes = Array.from(held.keys()).filter((node) => node > 0 && !held[node]);
    known.set(graph, nodes);
  }
  return nodes;
}
