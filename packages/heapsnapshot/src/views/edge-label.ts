import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { EDGE_TYPE_NAMES, EdgeType } from '../model/edge-type.js';
import { readEphemeronName } from '../graph/ephemeron-name.js';

/** How one thing leads to another. The name is hostile text. */
export interface EdgeLabel {
  /** V8's word: `property`, `element`, `context`, `internal`, `hidden`, `shortcut` or `weak`. */
  readonly type: string;
  /** The name of the property, variable or slot, or the index as text. */
  readonly name: string;
  /** As it is best told: `.name`, `[3]`, `variable name`, `value for key Connection @77`. */
  readonly text: string;
}

const MOST_TEXT = 200;
const IDENTIFIER = /^[#\p{L}_$][\p{L}\p{N}_$]*$/u;

/** The name of an edge, or its number as text; at most so many characters as a person would read. */
export function edgeNameOf(snapshot: HeapSnapshot, edge: number): string {
  const type = snapshot.edgeTypes[edge];
  const name = snapshot.edgeNames[edge]!;
  return type === EdgeType.element || type === EdgeType.hidden
    ? String(name)
    : snapshot.strings.beginning(name, MOST_TEXT);
}

/** What an edge is called. */
export function labelEdge(snapshot: HeapSnapshot, edge: number): EdgeLabel {
  const type = snapshot.edgeTypes[edge]! as EdgeType;
  const name = edgeNameOf(snapshot, edge);
  return { type: EDGE_TYPE_NAMES[type]!, name, text: textOf(type, name) };
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
    case EdgeType.internal: {
      const pair = readEphemeronName(name);
      return pair === undefined ? name : `value for key ${pair.keyClass} @${pair.keyId}`;
    }
    default:
      return `${EDGE_TYPE_NAMES[type]!} ${name}`;
  }
}
