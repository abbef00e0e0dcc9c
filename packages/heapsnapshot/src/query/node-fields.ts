import type { HeapGraph } from '../graph/heap-graph.js';
import { NODE_TYPE_NAMES, NodeType } from '../model/node-type.js';
import type { QueryField } from './query-fields.js';

const MOST_CHARACTERS = 1024;
const DETACHED = 2;

/** Reads a number of a node. */
export function numberReader(graph: HeapGraph, field: QueryField): (node: number) => number {
  const { snapshot } = graph;
  switch (field) {
    case 'id':
      return ofColumn(snapshot.nodeIds);
    case 'self':
      return ofColumn(graph.selfSizes);
    case 'retained':
      return ofColumn(graph.retainedSizes);
    case 'distance':
      return ofColumn(graph.distances);
    case 'edges':
      return ofDifferences(snapshot.firstEdges);
    case 'retainers':
      return ofDifferences(graph.retainers.first);
    case 'dominator':
      return (node) => snapshot.nodeIds[graph.dominators[node]!]!;
    case 'detached':
      return (node) => (snapshot.detachedness?.[node] === DETACHED ? 1 : 0);
    default:
      throw new TypeError(`${field} is no number`);
  }
}

/**
 * The texts of a field by their number, and the number of each node. Texts that nodes share have one number, so that each is
 * decoded and compared once.
 */
export interface TextColumn {
  readonly count: number;
  ofNode(node: number): number;
  text(number: number): string;
}

/** A number that stands for what is not told: contents of strings, unless they are asked for. */
export const UNTOLD = 0;

/** `showStrings`: whether contents of strings are names. */
export function textColumn(graph: HeapGraph, field: QueryField, showStrings: boolean): TextColumn {
  const { snapshot, classes } = graph;
  switch (field) {
    case 'class':
      return {
        count: classes.names.length,
        ofNode: (node) => classes.ofNode[node]!,
        text: (number) => classes.names[number] ?? '',
      };
    case 'type':
      return {
        count: NODE_TYPE_NAMES.length,
        ofNode: (node) => snapshot.nodeTypes[node]!,
        text: (number) => NODE_TYPE_NAMES[number] ?? '',
      };
    case 'name':
      return {
        count: snapshot.strings.count + 1,
        ofNode: (node) =>
          showStrings || isLabel(snapshot.nodeTypes[node]!) ? snapshot.nodeNames[node]! + 1 : UNTOLD,
        text: (number) =>
          number === UNTOLD ? '(string)' : snapshot.strings.beginning(number - 1, MOST_CHARACTERS),
      };
    default:
      throw new TypeError(`${field} is no text`);
  }
}

/** Whether nodes of this type are called by what the program's source says, not by what its data are. */
function isLabel(type: number): boolean {
  return (
    type !== NodeType.string &&
    type !== NodeType.concatenatedString &&
    type !== NodeType.slicedString &&
    type !== NodeType.number &&
    type !== NodeType.bigint &&
    type !== NodeType.symbol &&
    type !== NodeType.regexp
  );
}

function ofColumn(column: ArrayLike<number>): (node: number) => number {
  return (node) => column[node]!;
}

function ofDifferences(first: Uint32Array): (node: number) => number {
  return (node) => first[node + 1]! - first[node]!;
}
