import { sharedBytes, sharedNumbers } from '../model/shared-arrays.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** The columns of nodes, in shared memory: they can be filled by another thread. */
export interface NodeColumns {
  readonly types: Uint8Array;
  readonly names: Uint32Array;
  readonly ids: Uint32Array;
  readonly fileSizes: Uint32Array;
  readonly firstEdges: Uint32Array;
  readonly traceNodes: Uint32Array | undefined;
}

/** @throws {RangeError} when they do not fit into memory. */
export function emptyNodeColumns({ nodeCount, node, traceFunctionCount }: SnapshotHeader): NodeColumns {
  const isTraced = node.traceNode >= 0 && traceFunctionCount > 0;
  return {
    types: sharedBytes(nodeCount),
    names: sharedNumbers(nodeCount),
    ids: sharedNumbers(nodeCount),
    fileSizes: sharedNumbers(nodeCount),
    firstEdges: sharedNumbers(nodeCount + 1),
    traceNodes: isTraced ? sharedNumbers(nodeCount) : undefined,
  };
}
