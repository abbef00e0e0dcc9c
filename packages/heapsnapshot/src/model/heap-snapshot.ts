import type { SnapshotLocations } from './snapshot-locations.js';
import type { SnapshotStrings } from './snapshot-strings.js';

/**
 * A heap snapshot as columns. Nodes and edges are named by their ordinal; node 0 is the root. The edges of node `n` are
 * `firstEdges[n]` up to, not including, `firstEdges[n + 1]`.
 *
 * Format: V8 `src/profiler/heap-snapshot-generator.cc`, `HeapSnapshotJSONSerializer`.
 */
export interface HeapSnapshot {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** `NodeType`. */
  readonly nodeTypes: Uint8Array;
  /** Index of the node's name among the strings. */
  readonly nodeNames: Uint32Array;
  /** The same object has the same id in every snapshot of its process; newer objects have greater ids. Odd on the JS heap. */
  readonly nodeIds: Uint32Array;
  /** Bytes, as the file has them; 4 GiB and more are held as 2^32 - 1. */
  readonly fileSizes: Uint32Array;
  readonly firstEdges: Uint32Array;
  /** `EdgeType`. */
  readonly edgeTypes: Uint8Array;
  /** The index of an `element` or `hidden` edge; of any other the index of its name among the strings. */
  readonly edgeNames: Uint32Array;
  /** The node that the edge leads to. */
  readonly edgeTargets: Uint32Array;
  readonly strings: SnapshotStrings;
  readonly locations: SnapshotLocations;
  /** 0 unknown, 1 attached, 2 detached, by node, where the file knows it of any: it does so of a browser's documents and of Node.js' weak handles. */
  readonly detachedness: Uint8Array | undefined;
  /** Node of the allocation tree by node, in a file written while allocations were tracked. */
  readonly traceNodes: Uint32Array | undefined;
  /** Native memory that V8 knows of and that no node stands for. */
  readonly extraNativeBytes: number;
}
