import type { HeapSnapshot } from '../../src/model/heap-snapshot.js';
import { buildSnapshot, type PlannedEdge } from '../support/build-snapshot.js';

/** A heap of plain objects with these properties, which are nodes 2 and up in this order; each also has what V8 adds. */
export function snapshotOfObjects(objects: readonly (readonly string[])[]): HeapSnapshot {
  const edges = objects.flatMap((properties, index): PlannedEdge[] => [
    [0, 'element', index, index + 2],
    [index + 2, 'internal', 'map', 1],
    ...properties.map((name): PlannedEdge => [index + 2, 'property', name, 1]),
    [index + 2, 'property', '__proto__', 1],
    [index + 2, 'element', 0, 1],
  ]);
  const nodes = [
    { type: 'synthetic', name: '' },
    { type: 'hidden', name: 'anything' },
    ...objects.map(() => ({ type: 'object', name: 'Object' })),
  ];
  return buildSnapshot({ nodes, edges }).snapshot;
}
