import { type HeapGraph, NODE_TYPE_NAMES } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../functions/top.js';
import { layOutTable } from '../text-table.js';
import { headingLine } from './heading-line.js';
import { largestNodes } from './largest-nodes.js';
import { className, nodeName } from './object-name.js';

const COLUMNS = [
  { title: 'RETAINED', align: 'right' },
  { title: 'SHARE', align: 'right' },
  { title: 'SHALLOW', align: 'right' },
  { title: 'ID', align: 'right' },
  { title: 'TYPE', align: 'left' },
  { title: 'CLASS', align: 'left' },
] as const;

/** The objects that retain most. */
export function renderNodesText(graph: HeapGraph, rows: number): string {
  const { snapshot, selfSizes, retainedSizes } = graph;
  const total = retainedSizes[0]!;
  const table = layOutTable(
    COLUMNS,
    largestNodes(retainedSizes, rows).map((node) => [
      longBytes(retainedSizes[node]!),
      share(retainedSizes[node]!, total),
      longBytes(selfSizes[node]!),
      `@${snapshot.nodeIds[node]!}`,
      NODE_TYPE_NAMES[snapshot.nodeTypes[node]!]!,
      className(nodeName(graph, node)),
    ]),
  );
  const left = snapshot.nodeCount - rows;
  const rest = left > 0 ? [`and ${count(left)} smaller ones`] : [];
  return `${[headingLine(graph), ...table, ...rest].join('\n')}\n`;
}

/** Schema `heaptide.snapshot-nodes/1`: `{schema, total, nodeCount, nodes: [{id, type, class, selfSize, retainedSize, distance, dominatorId}]}`. */
export function renderNodesJson(graph: HeapGraph, rows: number): string {
  const { snapshot, retainedSizes } = graph;
  const nodes = largestNodes(retainedSizes, rows).map((node) => nodeJson(graph, node));
  const { nodeCount } = snapshot;
  return `${JSON.stringify({ schema: 'heaptide.snapshot-nodes/1', total: retainedSizes[0], nodeCount, nodes })}\n`;
}

/** A node as other programs are told of it. */
export function nodeJson(graph: HeapGraph, node: number) {
  const { snapshot, classes, selfSizes, retainedSizes, distances, dominators } = graph;
  return {
    id: snapshot.nodeIds[node]!,
    type: NODE_TYPE_NAMES[snapshot.nodeTypes[node]!]!,
    class: classes.names[classes.ofNode[node]!]!,
    selfSize: selfSizes[node]!,
    retainedSize: retainedSizes[node]!,
    distance: distances[node]!,
    dominatorId: snapshot.nodeIds[dominators[node]!]!,
  };
}
