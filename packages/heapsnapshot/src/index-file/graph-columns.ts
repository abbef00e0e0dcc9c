import { AnalysedGraph } from '../graph/analysed-graph.js';
import { BitSet } from '../graph/bit-set.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { StoredStrings } from '../reader/stored-strings.js';
import { classesOfColumns, columnsOfClasses } from './class-columns.js';
import type { IndexColumns } from './index-columns.js';
import type { IndexCounts } from './index-counts.js';

/** The columns of a graph, without copies; `undefined` for one that was not read from a file. */
export function columnsOfGraph(graph: HeapGraph): IndexColumns | undefined {
  const { snapshot } = graph;
  const { strings, locations } = snapshot;
  if (!(graph instanceof AnalysedGraph) || !(strings instanceof StoredStrings)) return undefined;
  return {
    nodeTypes: snapshot.nodeTypes,
    nodeNames: snapshot.nodeNames,
    nodeIds: snapshot.nodeIds,
    fileSizes: snapshot.fileSizes,
    firstEdges: snapshot.firstEdges,
    detachedness: snapshot.detachedness,
    traceNodes: snapshot.traceNodes,
    edgeTypes: snapshot.edgeTypes,
    edgeNames: snapshot.edgeNames,
    edgeTargets: snapshot.edgeTargets,
    locationNodes: locations.nodes,
    locationScripts: locations.scripts,
    locationLines: locations.lines,
    locationColumns: locations.columns,
    selfSizes: graph.selfSizes,
    retainedSizes: graph.retainedSizes,
    dominators: graph.dominators,
    essentialEdges: graph.essentialEdges.words,
    distances: graph.distances,
    ...columnsOfClasses(graph.classes),
    strings: strings.stored(),
  };
}

export function countsOfColumns(columns: IndexColumns): IndexCounts {
  return {
    nodes: columns.nodeTypes.length,
    edges: columns.edgeTypes.length,
    locations: columns.locationNodes.length,
    classes: columns.classNameEnds.length,
    classNameUnits: columns.classNames.length,
    strings: columns.strings.starts.length,
    stringBytes: columns.strings.blocks.reduce((sum, block) => sum + block.length, 0),
    hasDetachedness: columns.detachedness !== undefined,
    hasTraceNodes: columns.traceNodes !== undefined,
  };
}

/** The graph of the columns, which have been checked. */
export function graphOfColumns(columns: IndexColumns, extraNativeBytes: number): HeapGraph {
  const { selfSizes, retainedSizes, dominators, distances } = columns;
  const edgeCount = columns.edgeTypes.length;
  return new AnalysedGraph({
    snapshot: {
      nodeCount: columns.nodeTypes.length,
      edgeCount,
      nodeTypes: columns.nodeTypes,
      nodeNames: columns.nodeNames,
      nodeIds: columns.nodeIds,
      fileSizes: columns.fileSizes,
      firstEdges: columns.firstEdges,
      edgeTypes: columns.edgeTypes,
      edgeNames: columns.edgeNames,
      edgeTargets: columns.edgeTargets,
      strings: StoredStrings.of(columns.strings),
      locations: {
        nodes: columns.locationNodes,
        scripts: columns.locationScripts,
        lines: columns.locationLines,
        columns: columns.locationColumns,
      },
      detachedness: columns.detachedness,
      traceNodes: columns.traceNodes,
      extraNativeBytes,
    },
    selfSizes,
    retainedSizes,
    dominators,
    essentialEdges: new BitSet(edgeCount, columns.essentialEdges),
    layers: { distances, classes: classesOfColumns(columns) },
  });
}
