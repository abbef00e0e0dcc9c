import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';

/** Where a browser's documents hang. */
const DOCUMENTS = '(Document DOM trees)';

/**
 * Whether an edge of the root leads to what is the program's own: global objects, by shortcuts. What these reach over edges
 * that are not weak is its own as well; what is only held by V8 (handles, debugger, builtins) must not take part in that.
 */
export function leadsToPage(
  { nodeTypes, nodeNames, edgeTypes, edgeTargets, strings }: HeapSnapshot,
  rootEdge: number,
): boolean {
  if (edgeTypes[rootEdge] === EdgeType.shortcut) return true;
  const node = edgeTargets[rootEdge]!;
  return (
    edgeTypes[rootEdge] === EdgeType.element &&
    nodeTypes[node] === NodeType.synthetic &&
    strings.text(nodeNames[node]!) === DOCUMENTS
  );
}

/** Marks the nodes, and all that they reach over edges that are not weak, with 1. What is marked is not gone through again. */
export function markReached(
  { firstEdges, edgeTypes, edgeTargets }: HeapSnapshot,
  nodes: readonly number[],
  isMarked: Uint8Array,
): void {
  const pending: number[] = [];
  const mark = (node: number): void => {
    if (isMarked[node] === 1) return;
    isMarked[node] = 1;
    pending.push(node);
  };
  nodes.forEach(mark);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++)
      if (edgeTypes[edge] !== EdgeType.weak) mark(edgeTargets[edge]!);
  }
}
