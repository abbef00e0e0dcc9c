export type { HeapSnapshot } from './model/heap-snapshot.js';
export type { SnapshotLocations } from './model/snapshot-locations.js';
export type { SnapshotStrings } from './model/snapshot-strings.js';
export { NODE_TYPE_NAMES, NodeType } from './model/node-type.js';
export { EDGE_TYPE_NAMES, EdgeType } from './model/edge-type.js';
export type { ClassPlace, ClassTable } from './classes/class-table.js';
export type { DominatorTree } from './graph/dominator-tree.js';
export type { HeapGraph } from './graph/heap-graph.js';
export { GRAPH_LAYERS, type GraphLayer } from './graph/graph-layers.js';
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
} from './analyse-heap-snapshot.js';
export { type ReadOptions, readHeapSnapshot } from './reader/read-heap-snapshot.js';
export { CutSnapshotError } from './reader/snapshot-error.js';
export { type OpenOptions, openHeapSnapshot } from './open-heap-snapshot.js';
export type { ClassCount, ClassHistogram, KindCount } from './lite/class-histogram.js';
export { readClassHistogram } from './lite/read-class-histogram.js';
export type { CensusOptions } from './census/census.js';
export {
  type CollectionCensus,
  type CollectionGroup,
  type CollectionKind,
  listCollections,
} from './census/collections.js';
export { type BufferCensus, type BufferOwner, type BufferSlab, listBuffers } from './census/buffers.js';
export {
  type CapturedVariable,
  type ContextCensus,
  type ContextScope,
  listContexts,
} from './census/contexts.js';
export {
  type DuplicateCensus,
  type DuplicateString,
  listDuplicateStrings,
} from './census/duplicate-strings.js';
export type { FunctionPlace } from './census/function-places.js';
export type { CountedFunction } from './census/function-tally.js';
export {
  type ListenedEmitter,
  type ListenedEvent,
  type ListenerCensus,
  listListeners,
} from './census/listeners.js';
export { listPendingPromises, type PromiseCensus, type PromiseWaiters } from './census/pending-promises.js';
export { listSlicedStrings, type SliceCensus, type SliceOwner } from './census/sliced-strings.js';
export { listTimers, type TimerCensus, type TimerList } from './census/timers.js';
export { parseQuery } from './query/parse-query.js';
export { QUERY_FIELDS, type QueryField } from './query/query-fields.js';
export { type QueryAnswer, queryHeapGraph, type QueryOptions } from './query/run-query.js';
export { type ScrubOptions, type ScrubResult, scrubSnapshot } from './scrub/scrub-snapshot.js';
export type { ScrubbedStrings } from './scrub/scrub-strings.js';
export { type ClassRow, listClasses, type ListClassesOptions } from './views/list-classes.js';
export { type KindSummary, summariseKinds } from './views/summarise-kinds.js';
export type { PathStep, RetainingPath } from './views/retaining-path.js';
export { retainingPaths, type RetainingPathsOptions } from './views/retaining-paths.js';
export { importHeapTimeline } from './profiles/import-heap-timeline.js';
export { type CommonPath, commonPath } from './views/common-path.js';
export { describeNode, type NodeDescription } from './views/describe-node.js';
export {
  childrenInDominatorTree,
  type ChildrenOptions,
  classesInDominatorTree,
  type DominatedChildren,
  type DominatedClass,
} from './views/dominated-children.js';
export { findSuspects, type SuspectOptions } from './views/find-suspects.js';
export { functionWords } from './views/function-words.js';
export type { Holder } from './views/holder.js';
export { describeHolder, findHolderOfMost, type HolderOfMost } from './views/holder-of-most.js';
export { isNameOfCode, KEY_LEFT_OUT } from './views/name-of-code.js';
export { nodeVersionOf } from './views/node-version.js';
export type { Severity, Suspect, SuspectGrowth } from './views/suspect.js';
export { type ClassDiff, diffSnapshots, type SnapshotDiff, type Tally } from './growth/diff-snapshots.js';
export {
  type ClassGrowth,
  growthOverSnapshots,
  type SnapshotGrowth,
  type SnapshotGrowthOptions,
} from './growth/growth-over-snapshots.js';
export { findNodes } from './growth/nodes-by-id.js';
export { relateSnapshots, type SnapshotRelation } from './growth/relate-snapshots.js';
export { suspectsByName } from './growth/suspects-by-name.js';
