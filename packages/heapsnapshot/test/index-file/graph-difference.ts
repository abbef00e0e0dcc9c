import { AnalysedGraph } from '../../src/graph/analysed-graph.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';

/** The name of the first thing that the graphs do not agree about; `undefined` where they agree about everything. */
export function graphDifference(a: HeapGraph, b: HeapGraph): string | undefined {
  const [left, right] = [everythingOf(a), everythingOf(b)];
  for (const [name, value] of Object.entries(left))
    if (Buffer.compare(bytesOf(value), bytesOf(right[name])) !== 0) return name;
  return undefined;
}

function everythingOf(graph: HeapGraph): Record<string, unknown> {
  const { strings, locations, ...columns } = graph.snapshot;
  const { ofNode, ...classes } = graph.classes;
  return {
    ...columns,
    ...locations,
    strings: Array.from({ length: strings.count }, (_, index) => strings.text(index)),
    selfSizes: graph.selfSizes,
    retainedSizes: graph.retainedSizes,
    dominators: graph.dominators,
    essentialEdges: graph instanceof AnalysedGraph ? graph.essentialEdges.words : undefined,
    distances: graph.distances,
    ofNode,
    classes,
  };
}

function bytesOf(value: unknown): Buffer {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(JSON.stringify([value]));
}
