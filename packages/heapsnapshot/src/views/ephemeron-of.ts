import { type EphemeronName, readEphemeronName } from '../graph/ephemeron-name.js';
import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';

/** The entry of a WeakMap that an edge is one half of, if it is one. */
export function ephemeronOf(
  { edgeTypes, edgeNames, strings }: HeapSnapshot,
  edge: number,
): EphemeronName | undefined {
  if (edgeTypes[edge] !== EdgeType.internal) return undefined;
  return readEphemeronName(strings.text(edgeNames[edge]!));
}
