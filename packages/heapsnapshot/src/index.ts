export type { HeapSnapshot } from './model/heap-snapshot.js';
export type { SnapshotLocations } from './model/snapshot-locations.js';
export type { SnapshotStrings } from './model/snapshot-strings.js';
export { NODE_TYPE_NAMES, NodeType } from './model/node-type.js';
export { EDGE_TYPE_NAMES, EdgeType } from './model/edge-type.js';
export type { ClassPlace, ClassTable } from './classes/class-table.js';
export type { DominatorTree } from './graph/dominator-tree.js';
export type { HeapGraph } from './graph/heap-graph.js';
export type { RetainerTable } from './graph/retainer-table.js';
export { nameClasses, type NameClassesOptions } from './classes/name-classes.js';
export { inferInterfaces } from './classes/infer-interfaces.js';
export type { ObjectInterface } from './classes/object-interface.js';
export { measureDistances, NO_DISTANCE, SYSTEM_DISTANCE } from './graph/distances.js';
export {
  type AnalyseOptions,
  ANALYSIS_STAGES,
  type AnalysisStage,
  analyseHeapSnapshot,
} from './graph/analyse-heap-snapshot.js';
export { type ReadOptions, readHeapSnapshot } from './reader/read-heap-snapshot.js';
export { CutSnapshotError } from './reader/snapshot-error.js';
export { type OpenOptions, openHeapSnapshot } from './open-heap-snapshot.js';
