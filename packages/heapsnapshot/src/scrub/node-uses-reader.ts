import { NodeType } from '../model/node-type.js';
import { badSnapshot } from '../reader/snapshot-error.js';
import type { SnapshotHeader } from '../reader/snapshot-header.js';
import { MOST_DIGITS, numberIn, skipDigits } from './digit-words.js';
import { COMMA, NEWLINE, RecordReader, ZERO } from '../reader/record-reader.js';
import { SETTLED, type StringUses } from './string-uses.js';

/** What V8 writes for a node takes less: seven numbers, the longest of twenty digits, commas, a newline. */
const MOST_RECORD_BYTES = 160;

/** A node whose properties, if it has any, are names. */
export const PLAIN_NODE = 0;
/** An object, whose properties may be data. */
export const OBJECT = 1;
/** An object whose properties are the variables of a program. */
export const GLOBAL_OBJECT = 2;

/** Gathers from the section `nodes` which strings name what, and what edges have to be told by. Held are five bytes a node. */
export class NodeUsesReader extends RecordReader {
  readonly #nodeCount: number;
  readonly #layout: SnapshotHeader['node'];
  readonly #uses: StringUses;
  /** By the file's number of a type: whether the program or V8 named the node. */
  readonly #isNamed: Uint8Array;
  /** Of each node; `PLAIN_NODE`, `OBJECT` or `GLOBAL_OBJECT`. */
  readonly kinds: Uint8Array;
  readonly edgeCounts: Uint32Array;
  /** Nodes read so far. */
  count = 0;

  constructor({ nodeCount, node }: SnapshotHeader, uses: StringUses) {
    super(node.fields, node.type === 0 && node.name === 1 && node.edgeCount > 1);
    this.#nodeCount = nodeCount;
    this.#layout = node;
    this.#uses = uses;
    this.#isNamed = node.types.map((type) => (isNamedByProgram(type) ? 1 : 0));
    this.kinds = new Uint8Array(nodeCount);
    this.edgeCounts = new Uint32Array(nodeCount);
  }

  /** The object that the number of an edge leads to is a global one. */
  markGlobal(offset: number): void {
    const node = offset / this.#layout.fields;
    if (this.kinds[node] === OBJECT) this.kinds[node] = GLOBAL_OBJECT;
  }

  protected override readUsual(bytes: Uint8Array, view: DataView, start: number, stop: number): number {
    const { fields, edgeCount, types } = this.#layout;
    const { kinds, edgeCounts } = this;
    const isNamed = this.#isNamed;
    const most = this.#nodeCount;
    let { settled } = this.#uses;
    const lastStart = Math.min(stop, bytes.length - MOST_RECORD_BYTES);
    const lastEnd = bytes.length - 4;
    let node = this.count;
    let position = start;
    records: while (position < lastStart && node < most) {
      let at = position;
      if (bytes[at] === NEWLINE) at++;
      if (bytes[at] !== COMMA) break;
      const typeStart = at + 1;
      at = skipDigits(view, typeStart, lastEnd);
      const nameStart = at + 1;
      if (bytes[at] !== COMMA || at === typeStart || at - typeStart > MOST_DIGITS) break;
      at = skipDigits(view, nameStart, lastEnd);
      if (bytes[at] !== COMMA || at === nameStart || at - nameStart > MOST_DIGITS) break;
      const nameEnd = at;
      for (let field = 2; field < edgeCount; field++) {
        const start = at + 1;
        at = skipDigits(view, start, lastEnd);
        if (bytes[at] !== COMMA || at === start) break records;
      }
      const countStart = at + 1;
      at = skipDigits(view, countStart, lastEnd);
      const countEnd = at;
      if (at === countStart || at - countStart > MOST_DIGITS) break;
      for (let field = edgeCount + 1; field < fields; field++) {
        const start = at + 1;
        if (bytes[at] !== COMMA) break records;
        // Nearly all are 0.
        const isZero = bytes[start] === ZERO && (bytes[start + 1] === NEWLINE || bytes[start + 1] === COMMA);
        at = isZero ? start + 1 : skipDigits(view, start, lastEnd);
        if (at === start) break records;
      }
      // The last number may go on.
      if (at > lastEnd) break;
      position = at;

      const type = numberIn(view, typeStart, nameStart - 1);
      if (types[type] === NodeType.object) kinds[node] = OBJECT;
      edgeCounts[node] = numberIn(view, countStart, countEnd);
      node++;
      if (isNamed[type] !== 1) continue;
      const name = numberIn(view, nameStart, nameEnd);
      if (name >= settled.length || (settled[name]! & SETTLED) === 0) {
        this.#uses.addLabel(name);
        settled = this.#uses.settled;
      }
    }
    this.count = node;
    return position;
  }

  protected override takeRecord(values: Uint32Array, at: number): void {
    if (this.count === this.#nodeCount)
      throw badSnapshot(`it has more than the ${this.#nodeCount} nodes it claims`);
    const { type, name, edgeCount, types } = this.#layout;
    const fileType = values[at + type]!;
    if (types[fileType] === NodeType.object) this.kinds[this.count] = OBJECT;
    this.edgeCounts[this.count] = values[at + edgeCount]!;
    if (this.#isNamed[fileType] === 1) this.#uses.addLabel(values[at + name]!);
    this.count++;
  }
}

/** Names of strings, regular expressions and numbers are what they hold. */
function isNamedByProgram(type: number): boolean {
  switch (type) {
    case NodeType.string:
    case NodeType.concatenatedString:
    case NodeType.slicedString:
    case NodeType.regexp:
    case NodeType.number:
    case NodeType.bigint:
    case NodeType.other:
      return false;
    default:
      return true;
  }
}
