import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import type { WorkArrays } from './work-arrays.js';

/** Where a browser's documents hang. */
const DOCUMENTS = '(Document DOM trees)';

/**
 * 1 for every node that the program itself reaches: over edges that are not weak, from the root's shortcuts, which lead to
 * global objects. What is only held by V8 (handles, debugger, builtins) must not take part in what the program owns.
 */
export function markPageOwned(snapshot: HeapSnapshot, work: WorkArrays): Uint8Array {
  const { nodeCount, firstEdges, edgeTypes, edgeTargets } = snapshot;
  const isOwned = new Uint8Array(nodeCount);
  const pending = work.take();
  let depth = 0;
  for (let edge = 0; edge < firstEdges[1]!; edge++) {
    const node = edgeTargets[edge]!;
    if (isOwned[node] === 1 || !leadsToPage(snapshot, edge)) continue;
    isOwned[node] = 1;
    pending[depth++] = node;
  }
  while (depth > 0) {
    const node = pending[--depth]!;
    for (let edge = firstEdges[node]!, end = firstEdges[node + 1]!; edge < end; edge++) {
      const target = edgeTargets[edge]!;
      if (isOwned[target] === 1 || edgeTypes[edge] === EdgeType.weak) continue;
      isOwned[target] = 1;
      pending[depth++] = target;
    }
  }
  work.giveBack(pending);
  return isOwned;
}

function leadsToPage(
  { nodeTypes, nodeNames, edgeTypes, edgeTargets, strings }: HeapSnapshot,
  edge: number,
): boolean {
  if (edgeTypes[edge] === EdgeType.shortcut) return true;
  const node = edgeTargets[edge]!;
  return (
    edgeTypes[edge] === EdgeType.element &&
    nodeTypes[node] === NodeType.synthetic &&
    strings.text(nodeNames[node]!) === DOCUMENTS
  );
}
