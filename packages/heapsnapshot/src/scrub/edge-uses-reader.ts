import { EdgeType } from '../model/edge-type.js';
import { badSnapshot } from '../reader/snapshot-error.js';
import type { SnapshotHeader } from '../reader/snapshot-header.js';
import { MOST_DIGITS, numberIn, skipDigits } from './digit-words.js';
import { type NodeUsesReader, PLAIN_NODE } from './node-uses-reader.js';
import { OpenKeys } from './open-keys.js';
import { COMMA, NEWLINE, RecordReader, ZERO } from '../reader/record-reader.js';
import { SETTLED, type StringUses } from './string-uses.js';

/** What V8 writes for an edge takes less: three numbers of ten digits, three commas, a newline. */
const MOST_RECORD_BYTES = 48;

/** The first and the third byte of a word that begins with the type of an edge as V8 writes it, a digit between commas. */
const AROUND_TYPE = COMMA | (COMMA << 16);

/** What an edge tells of the string that its number may be the index of: nothing, for it is none, or how it is used. */
const NUMBERED = 0;
const NAMED = 1;
const PROPERTY = 2;
const SHORTCUT = 3;

/** Gathers from the section `edges` which strings are names, and which of these are keys of dictionaries. */
export class EdgeUsesReader extends RecordReader {
  readonly #edgeCount: number;
  readonly #layout: SnapshotHeader['edge'];
  readonly #nodes: NodeUsesReader;
  readonly #uses: StringUses;
  /** By the file's number of a type. */
  readonly #kinds: Uint8Array;
  readonly #keys: OpenKeys;
  /** The node whose edges pass by, and how many of them are still to come. */
  #node = -1;
  #left = 0;
  /** Edges read so far. */
  count = 0;

  constructor({ edgeCount, edge }: SnapshotHeader, nodes: NodeUsesReader, uses: StringUses) {
    super(edge.fields, edge.fields === 3 && edge.type === 0 && edge.name === 1);
    this.#edgeCount = edgeCount;
    this.#layout = edge;
    this.#nodes = nodes;
    this.#uses = uses;
    this.#kinds = edge.types.map(kindOf);
    this.#keys = new OpenKeys(uses);
  }

  /** Takes what the last node tells. To be called once all edges have been read. */
  finish(): void {
    if (this.#node >= 0) this.#keys.close(this.#nodes.kinds[this.#node]!);
  }

  protected override readUsual(bytes: Uint8Array, view: DataView, start: number, stop: number): number {
    const kinds = this.#kinds;
    const lastStart = Math.min(stop, bytes.length - MOST_RECORD_BYTES);
    const lastEnd = bytes.length - 4;
    let { settled } = this.#uses;
    let left = this.#left;
    let hasKeys = this.#hasKeys();
    let properties = 0;
    let position = start;
    let most = this.#edgeCount - this.count;
    while (position < lastStart && most > 0) {
      let at = position;
      let word = view.getInt32(at, true);
      if ((word & 0xff) === NEWLINE) word = view.getInt32(++at, true);
      if ((word & 0xff00ff) !== AROUND_TYPE) break;
      const type = ((word >>> 8) & 0xff) - ZERO;
      if (type >>> 0 > 9) break;
      const kind = type < kinds.length ? kinds[type]! : NAMED;

      const nameStart = at + 3;
      at = skipDigits(view, nameStart, lastEnd);
      const digits = at - nameStart;
      if (bytes[at] !== COMMA || digits === 0 || (digits > MOST_DIGITS && kind !== NUMBERED)) break;

      const targetStart = at + 1;
      at = skipDigits(view, targetStart, lastEnd);
      // The last number may go on.
      if (at === targetStart || at > lastEnd) break;
      position = at;

      if (left === 0) {
        this.#keys.properties += properties;
        properties = 0;
        left = this.#nextNode();
        hasKeys = this.#hasKeys();
      }
      if (kind !== NUMBERED) {
        const name = numberIn(view, nameStart, nameStart + digits);
        if (hasKeys && kind === PROPERTY) properties++;
        if (name >= settled.length || (settled[name]! & SETTLED) === 0) {
          this.#takeName(kind, name);
          settled = this.#uses.settled;
        }
        if (kind === SHORTCUT && this.#node === 0) this.#nodes.markGlobal(offsetIn(bytes, targetStart, at));
      }
      left--;
      most--;
    }
    this.#keys.properties += properties;
    this.#left = left;
    this.count = this.#edgeCount - most;
    return position;
  }

  protected override takeRecord(values: Uint32Array, at: number): void {
    if (this.count === this.#edgeCount)
      throw badSnapshot(`it has more than the ${this.#edgeCount} edges it claims`);
    if (this.#left === 0) this.#left = this.#nextNode();
    const { type, name, target } = this.#layout;
    const kind = this.#kinds[values[at + type]!] ?? NAMED;
    if (kind === PROPERTY && this.#hasKeys()) this.#keys.properties++;
    if (kind !== NUMBERED) this.#takeName(kind, values[at + name]!);
    if (kind === SHORTCUT && this.#node === 0) this.#nodes.markGlobal(values[at + target]!);
    this.#left--;
    this.count++;
  }

  #takeName(kind: number, name: number): void {
    if (kind === PROPERTY && this.#hasKeys()) this.#keys.add(name);
    else this.#uses.addLabel(name);
  }

  #hasKeys(): boolean {
    return this.#node >= 0 && this.#nodes.kinds[this.#node] !== PLAIN_NODE;
  }

  /** Goes to the next node that has edges; returns how many. */
  #nextNode(): number {
    this.finish();
    const { count, edgeCounts } = this.#nodes;
    let node = this.#node;
    do {
      if (++node >= count) throw badSnapshot('it has more edges than its nodes have');
    } while (edgeCounts[node] === 0);
    this.#node = node;
    return edgeCounts[node]!;
  }
}

function kindOf(type: number): number {
  switch (type) {
    case EdgeType.element:
    case EdgeType.hidden:
      return NUMBERED;
    case EdgeType.property:
      return PROPERTY;
    case EdgeType.shortcut:
      return SHORTCUT;
    default:
      return NAMED;
  }
}

/** The number that these digits make; 2^32 - 1 for a larger one. */
function offsetIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = Math.min(2 ** 32 - 1, value * 10 + bytes[at]! - ZERO);
  return value;
}
