import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { EdgeType } from '../model/edge-type.js';
import { slotIndex } from './slot-index.js';

/** The node that an internal slot of this name leads to. */
export function followInternal(snapshot: HeapSnapshot, node: number, slot: string): number | undefined {
  const name = slotIndex(snapshot, slot);
  if (name === undefined) return undefined;
  for (let edge = snapshot.firstEdges[node]!; edge < snapshot.firstEdges[node + 1]!; edge++) {
    if (snapshot.edgeNames[edge] === name && snapshot.edgeTypes[edge] === EdgeType.internal) {
      return snapshot.edgeTargets[edge]!;
    }
  }
  return undefined;
}
