import type { HeapGraph } from '../graph/heap-graph.js';
import { nodesById } from '../growth/nodes-by-id.js';
import { EdgeType } from '../model/edge-type.js';
import { edgeNameOf } from './edge-name.js';
import { slotIndex } from './slot-index.js';

/** Retainers that are asked before the map is called nameless. */
const MOST_RETAINERS = 64;

/** Name of a variable or field that has the WeakMap of this table. */
export function weakMapName(graph: HeapGraph, tableId: number): string | undefined {
  const { snapshot } = graph;
  const table = nodesById(snapshot).find(tableId);
  if (table === undefined) return undefined;
  const slot = slotIndex(snapshot, 'table');
  const map = retainersOf(graph, table).find(
    (edge) => snapshot.edgeTypes[edge] === EdgeType.internal && snapshot.edgeNames[edge] === slot,
  );
  if (map === undefined) return undefined;
  const named = retainersOf(graph, graph.sourceOf(map)).find((edge) => {
    const type = snapshot.edgeTypes[edge];
    return type === EdgeType.context || type === EdgeType.property;
  });
  return named === undefined ? undefined : edgeNameOf(snapshot, named);
}

function retainersOf({ retainers: { first, edges } }: HeapGraph, node: number): readonly number[] {
  return Array.from(edges.subarray(first[node], Math.min(first[node + 1]!, first[node]! + MOST_RETAINERS)));
}
