import { namesLayout } from '../census/table-layout.js';
import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NodeType } from '../model/node-type.js';
import { followInternal } from './follow-internal.js';

/**
 * The table that V8 keeps the properties of an object in, where at least `fewest` of them hold something on the heap;
 * `undefined` for an object whose properties are fields by its shape.
 */
export function tableOfLargeDictionary(
  snapshot: HeapSnapshot,
  node: number,
  fewest: number,
): number | undefined {
  const { nodeTypes, firstEdges, fileSizes } = snapshot;
  if (nodeTypes[node] !== NodeType.object || firstEdges[node + 1]! - firstEdges[node]! < fewest)
    return undefined;
  const table = followInternal(snapshot, node, 'properties');
  if (table === undefined || nodeTypes[table] !== NodeType.array) return undefined;
  const layout = namesLayout(fileSizes[table]!);
  if (layout === undefined) return undefined;
  const count = countProperties(snapshot, node);
  // Fields that do not fit into an object lie in an array that may have the size of a table, but of one for far fewer.
  return count >= fewest && count <= layout.capacity ? table : undefined;
}

function countProperties({ firstEdges, edgeTypes }: HeapSnapshot, node: number): number {
  let count = 0;
  for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++)
    if (edgeTypes[edge] === EdgeType.property) count++;
  return count;
}
