import type { EphemeronName } from '../graph/ephemeron-name.js';
import type { HeapGraph } from '../graph/heap-graph.js';
import { EDGE_TYPE_NAMES, EdgeType } from '../model/edge-type.js';
import { isDataKey } from './data-keys.js';
import { edgeNameOf } from './edge-name.js';
import { ephemeronOf } from './ephemeron-of.js';
import { weakMapName } from './weak-map-name.js';

/** How one thing leads to another. The name is hostile text. */
export interface EdgeLabel {
  /** V8's word: `property`, `element`, `context`, `internal`, `hidden`, `shortcut` or `weak`. */
  readonly type: string;
  /** The name of the property, variable or slot, or the index as text; of an entry of a WeakMap as it is told. */
  readonly name: string;
  /** As it is best told: `.name`, `[3]`, `variable name`, `value in WeakMap stats for key Connection @77`. */
  readonly text: string;
  /** Whether it is a property whose name the program made up while it ran, and is not to be shown unasked. */
  readonly isKey: boolean;
}

const IDENTIFIER = /^[#\p{L}_$][\p{L}\p{N}_$]*$/u;

/** What an edge is called. */
export function labelEdge(graph: HeapGraph, edge: number): EdgeLabel {
  const { snapshot } = graph;
  const type = snapshot.edgeTypes[edge]! as EdgeType;
  const pair = ephemeronOf(snapshot, edge);
  if (pair !== undefined) {
    // V8's own name of the edge quotes what a string holds.
    const told = entryText(graph, pair);
    return { type: EDGE_TYPE_NAMES[type]!, name: told, text: told, isKey: false };
  }
  const name = edgeNameOf(snapshot, edge);
  return { type: EDGE_TYPE_NAMES[type]!, name, text: textOf(type, name), isKey: isDataKey(graph, edge) };
}

function entryText(graph: HeapGraph, { keyClass, keyId, tableId }: EphemeronName): string {
  const map = weakMapName(graph, tableId);
  return `value ${map === undefined ? '' : `in WeakMap ${map} `}for key ${keyClass} @${keyId}`;
}

/** V8 writes a symbol as `<symbol name>`. */
const SYMBOL = /^<symbol (.*)>$/s;

function propertyText(name: string): string {
  if (IDENTIFIER.test(name)) return `.${name}`;
  const symbol = SYMBOL.exec(name);
  return symbol === null ? `[${JSON.stringify(name)}]` : `[Symbol(${symbol[1]!})]`;
}

function textOf(type: EdgeType, name: string): string {
  switch (type) {
    case EdgeType.property:
      return propertyText(name);
    case EdgeType.shortcut:
      return 'root';
    case EdgeType.element:
      return `[${name}]`;
    case EdgeType.context:
      return `variable ${name}`;
    case EdgeType.internal:
      return name;
    default:
      return `${EDGE_TYPE_NAMES[type]!} ${name}`;
  }
}
