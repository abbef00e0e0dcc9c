import { emptyBlocks, type StoredBlocks } from '../reader/stored-blocks.js';
import type { IndexCounts } from './index-counts.js';

/** All that an index holds, as typed arrays: columns of the snapshot, of its graph, its strings, and its classes. */
export interface IndexColumns {
  readonly nodeTypes: Uint8Array;
  readonly nodeNames: Uint32Array;
  readonly nodeIds: Uint32Array;
  readonly fileSizes: Uint32Array;
  readonly firstEdges: Uint32Array;
  readonly detachedness: Uint8Array | undefined;
  readonly traceNodes: Uint32Array | undefined;
  readonly edgeTypes: Uint8Array;
  readonly edgeNames: Uint32Array;
  readonly edgeTargets: Uint32Array;
  readonly locationNodes: Uint32Array;
  readonly locationScripts: Int32Array;
  readonly locationLines: Int32Array;
  readonly locationColumns: Int32Array;
  readonly selfSizes: Float64Array;
  readonly retainedSizes: Float64Array;
  readonly dominators: Uint32Array;
  readonly essentialEdges: Uint32Array;
  readonly distances: Int32Array;
  readonly classOfNode: Uint32Array;
  /** UTF-16, so that names which are no proper Unicode stay what they are. */
  readonly classNames: Uint16Array;
  /** Where each name ends among `classNames`. */
  readonly classNameEnds: Uint32Array;
  /** Script, line and column by class; -1, -1, -1 where it has no place. */
  readonly classPlaces: Int32Array;
  readonly strings: StoredBlocks;
}

/** Columns of these lengths, to be filled. */
export function emptyColumns(counts: IndexCounts): IndexColumns {
  const { nodes, edges, locations, classes } = counts;
  return {
    nodeTypes: new Uint8Array(nodes),
    nodeNames: new Uint32Array(nodes),
    nodeIds: new Uint32Array(nodes),
    fileSizes: new Uint32Array(nodes),
    firstEdges: new Uint32Array(nodes + 1),
    detachedness: counts.hasDetachedness ? new Uint8Array(nodes) : undefined,
    traceNodes: counts.hasTraceNodes ? new Uint32Array(nodes) : undefined,
    edgeTypes: new Uint8Array(edges),
    edgeNames: new Uint32Array(edges),
    edgeTargets: new Uint32Array(edges),
    locationNodes: new Uint32Array(locations),
    locationScripts: new Int32Array(locations),
    locationLines: new Int32Array(locations),
    locationColumns: new Int32Array(locations),
    selfSizes: new Float64Array(nodes),
    retainedSizes: new Float64Array(nodes),
    dominators: new Uint32Array(nodes),
    essentialEdges: new Uint32Array(Math.ceil(edges / 32)),
    distances: new Int32Array(nodes),
    classOfNode: new Uint32Array(nodes),
    classNames: new Uint16Array(counts.classNameUnits),
    classNameEnds: new Uint32Array(classes),
    classPlaces: new Int32Array(classes * 3),
    strings: emptyBlocks(counts.strings, counts.stringBytes),
  };
}

/** The bytes of the columns in the order in which they stand in the file. */
export function partsOf(columns: IndexColumns): readonly Uint8Array[] {
  const parts: readonly (ArrayBufferView | undefined)[] = [
    columns.nodeTypes,
    columns.nodeNames,
    columns.nodeIds,
    columns.fileSizes,
    columns.firstEdges,
    columns.detachedness,
    columns.traceNodes,
    columns.edgeTypes,
    columns.edgeNames,
    columns.edgeTargets,
    columns.locationNodes,
    columns.locationScripts,
    columns.locationLines,
    columns.locationColumns,
    columns.selfSizes,
    columns.retainedSizes,
    columns.dominators,
    columns.essentialEdges,
    columns.distances,
    columns.classOfNode,
    columns.classNames,
    columns.classNameEnds,
    columns.classPlaces,
    columns.strings.starts,
    ...columns.strings.blocks,
  ];
  return parts
    .filter((part) => part !== undefined)
    .map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
}
