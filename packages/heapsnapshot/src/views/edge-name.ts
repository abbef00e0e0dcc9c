import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';

const MOST_TEXT = 200;

/** The name of an edge, or its number as text; at most so many characters as a person would read. */
export function edgeNameOf(snapshot: HeapSnapshot, edge: number): string {
  const type = snapshot.edgeTypes[edge];
  const name = snapshot.edgeNames[edge]!;
  return type === EdgeType.element || type === EdgeType.hidden
    ? String(name)
    : snapshot.strings.beginning(name, MOST_TEXT);
}
