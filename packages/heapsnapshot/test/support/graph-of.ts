import { analyseHeapSnapshot } from '../../src/analyse-heap-snapshot.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { buildSnapshot, type SnapshotPlan } from './build-snapshot.js';

/** The analysed graph of a planned heap. */
export function graphOf(plan: SnapshotPlan): Promise<HeapGraph> {
  return analyseHeapSnapshot(buildSnapshot(plan).snapshot);
}
