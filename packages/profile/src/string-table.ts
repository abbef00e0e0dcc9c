import { finishHash, mixHash } from './build/hash.js';
import { decodeLoose, encodeLoose } from './loose-utf8.js';

interface EncodedStrings {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Up to here a loop over ASCII bytes is faster than the decoder of the platform. */
const SHORT = 64;

/**
 * The strings of a profile by id: 0 is the empty string.
 *
 * A table that was read from a file holds UTF-8 and decodes a string when it is asked for first: of the names in a large
 * profile, few are ever shown. What is no UTF-8 is escaped in `get`
 * ({@link decodeLoose}), and stays as it is in `utf8`.
 */
export class StringTable implements Iterable<string> {
  readonly length: number;
  /** Decoded strings; holes where none was asked for. */
  readonly #texts: (string | undefined)[];
  /** Absent from tables made of strings. */
  readonly #encoded: EncodedStrings | undefined;

  private constructor(length: number, texts: (string | undefined)[], encoded?: EncodedStrings) {
    this.length = length;
    this.#texts = texts;
    this.#encoded = encoded;
  }

  /** A table of these strings, the first of which must be empty. The list is copied. */
  static of(texts: readonly string[]): StringTable {
    if (texts[0] !== '') throw new RangeError('the first string of a table is not empty');
    return new StringTable(texts.length, [...texts]);
  }

  /** A table over UTF-8: string `id` lies between offsets `id` and `id + 1`. Neither array may change afterwards. */
  static decoding(bytes: Uint8Array, offsets: Int32Array): StringTable {
    return StringTable.slices(bytes, offsets.subarray(0, -1), offsets.subarray(1));
  }

  /** As {@link decoding}, of strings that do not follow one another: `id` lies between `starts[id]` and `ends[id]`. */
  static slices(bytes: Uint8Array, starts: Int32Array, ends: Int32Array): StringTable {
    return new StringTable(starts.length, [], { bytes, starts, ends });
  }

  /** The string of an id; ids outside the table throw a `RangeError`, since that is a defect of the caller. */
  get(id: number): string {
    const known = this.#texts[id];
    if (known !== undefined) return known;
    const text = decode(this.utf8(id));
    this.#texts[id] = text;
    return text;
  }

  /** The string as it stands in a file. Not to be written to. */
  utf8(id: number): Uint8Array {
    if (!(id >= 0 && id < this.length)) throw new RangeError(`no string ${id} in a table of ${this.length}`);
    if (this.#encoded === undefined) return encodeLoose(this.#texts[id]!);
    const { bytes, starts, ends } = this.#encoded;
    return bytes.subarray(starts[id], ends[id]);
  }

  /** A table with `texts` behind these strings; their ids go on from `length`. */
  append(texts: readonly string[]): StringTable {
    const pieces = Array.from({ length: this.length }, (_, id) => this.utf8(id));
    for (const text of texts) pieces.push(encodeLoose(text));
    const offsets = new Int32Array(pieces.length + 1);
    pieces.forEach((piece, id) => (offsets[id + 1] = offsets[id]! + piece.length));
    const bytes = new Uint8Array(offsets[pieces.length]!);
    pieces.forEach((piece, id) => bytes.set(piece, offsets[id]));
    return StringTable.decoding(bytes, offsets);
  }

  /** For each string the id of the first one that equals it. */
  firstIds(): Int32Array {
    return this.#encoded === undefined ? firstOfTexts(this.#texts) : firstOfBytes(this.#encoded);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let id = 0; id < this.length; id++) yield this.get(id);
  }
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return decodeLoose(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return decodeLoose(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

function firstOfTexts(texts: readonly (string | undefined)[]): Int32Array {
  const ids = new Map<string | undefined, number>();
  return Int32Array.from(texts, (text, id) => {
    const first = ids.get(text) ?? id;
    ids.set(text, first);
    return first;
  });
}

/** Open addressing over the bytes as they lie there, since a view for each string would cost more than the hashing. */
function firstOfBytes({ bytes, starts, ends }: EncodedStrings): Int32Array {
  const { length } = starts;
  const firsts = new Int32Array(length);
  const mask = 2 ** Math.ceil(Math.log2(2 * length + 2)) - 1;
  /** Ids + 1. */
  const slots = new Int32Array(mask + 1);
  for (let id = 0; id < length; id++) {
    const from = starts[id]!;
    const to = ends[id]!;
    let hash = to - from;
    for (let i = from; i < to; i++) hash = mixHash(hash, bytes[i]!);
    let slot = finishHash(hash) & mask;
    let first = id;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const other = slots[slot]! - 1;
      if (!equalBytes(bytes, from, to, starts[other]!, ends[other]!)) continue;
      first = other;
      break;
    }
    if (first === id) slots[slot] = id + 1;
    firsts[id] = first;
  }
  return firsts;
}

function equalBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
  otherFrom: number,
  otherTo: number,
): boolean {
  if (to - from !== otherTo - otherFrom) return false;
  for (let i = 0; i < to - from; i++) if (bytes[from + i] !== bytes[otherFrom + i]) return false;
  return true;
}
