import { sharedBytes, sharedNumbers } from '../model/shared-arrays.js';

/** The columns of edges, in shared memory: they can be filled by another thread. */
export interface EdgeColumns {
  readonly types: Uint8Array;
  readonly names: Uint32Array;
  readonly targets: Uint32Array;
}

/** @throws {RangeError} when they do not fit into memory. */
export function emptyEdgeColumns(edgeCount: number): EdgeColumns {
  return {
    types: sharedBytes(edgeCount),
    names: sharedNumbers(edgeCount),
    targets: sharedNumbers(edgeCount),
  };
}
