import { Column } from '../build/column.js';
import { ExactColumn } from '../build/exact-column.js';
import type { IdIndex } from './id-index.js';
import type { Samples } from '../profile.js';
import { LABEL, PROFILE, SAMPLE } from './profile-fields.js';
import type { Extent } from './scan-profile.js';
import { stringId } from './string-id.js';
import type { StringTable } from '../string-table.js';
import { WireReader } from './wire-reader.js';
import { LENGTH, VARINT } from './wire-type.js';

/** First bytes of the fields that a profile is nearly all made of. */
const SAMPLE_TAG = PROFILE.sample * 8 + LENGTH;
const STACK_TAG = SAMPLE.location * 8 + LENGTH;
const FRAME_TAG = SAMPLE.location * 8 + VARINT;
const VALUES_TAG = SAMPLE.value * 8 + LENGTH;
const VALUE_TAG = SAMPLE.value * 8 + VARINT;

export interface SampleReferences {
  readonly strings: StringTable;
  readonly locations: IdIndex;
  /** Number of sample types. */
  readonly width: number;
}

/** All samples, in one pass over their bytes. */
export function decodeSamples(bytes: Uint8Array, extent: Extent, references: SampleReferences): Samples {
  return new SampleDecoder(bytes, extent, references).decode();
}

/**
 * Reads tags, lengths, ids and values of up to four bytes, which are nearly all, right from the bytes, and leaves all else,
 * what is wrong included, to a {@link WireReader}. Ids become rows as they are read.
 */
class SampleDecoder {
  readonly #bytes: Uint8Array;
  readonly #reader: WireReader;
  readonly #extent: Extent;
  readonly #references: SampleReferences;
  readonly #stackOffsets: Int32Array<ArrayBuffer>;
  readonly #values: Float64Array<ArrayBuffer>;
  readonly #exactValues = new ExactColumn();
  readonly #labelOffsets: Int32Array<ArrayBuffer>;
  readonly #labelKey = Column.int32();
  readonly #labelText = Column.int32();
  readonly #labelNumber = Column.float64();
  readonly #exactLabelNumbers = new ExactColumn();
  readonly #labelUnit = Column.int32();
  readonly #stack: Column<Int32Array<ArrayBuffer>>;
  #row = 0;
  /** Values that the current sample has so far. */
  #count = 0;

  constructor(bytes: Uint8Array, extent: Extent, references: SampleReferences) {
    const { from, to, count } = extent;
    const size = count === 0 ? 0 : to - from;
    this.#bytes = bytes;
    this.#extent = extent;
    this.#references = references;
    this.#reader = new WireReader(bytes);
    this.#reader.subject = 'sample';
    this.#stackOffsets = new Int32Array(count + 1);
    this.#labelOffsets = new Int32Array(count + 1);
    // A value takes a byte at least; samples that have fewer of them are found out before the column ends.
    this.#values = new Float64Array(Math.min(count * references.width, size));
    // Most ids take two bytes. What is not written to takes no memory.
    this.#stack = Column.int32(Math.min(16 + (size >> 1), Column.MOST_ROWS));
  }

  decode(): Samples {
    const { count, from, to } = this.#extent;
    if (count > 0) this.#decodeAll(from, to);
    const labelNumber = this.#labelNumber.rows();
    const exactValues = this.#exactValues.beside(this.#values);
    const exactLabelNumbers = this.#exactLabelNumbers.beside(labelNumber);
    return {
      length: count,
      stackOffsets: this.#stackOffsets,
      stack: this.#stack.take(),
      values: this.#values,
      ...(exactValues && { exactValues }),
      labelOffsets: this.#labelOffsets,
      labelKey: this.#labelKey.rows(),
      labelText: this.#labelText.rows(),
      labelNumber,
      ...(exactLabelNumbers && { exactLabelNumbers }),
      labelUnit: this.#labelUnit.rows(),
    };
  }

  #decodeAll(from: number, to: number): void {
    const bytes = this.#bytes;
    const reader = this.#reader;
    const { width } = this.#references;
    for (let position = from; position < to;) {
      reader.ordinal = this.#row + 1;
      const size = bytes[position + 1]!;
      let end = position + 2 + size;
      if (bytes[position] === SAMPLE_TAG && size < 0x80 && end <= to) position += 2;
      else {
        this.#at(position, to).next();
        if (reader.field !== PROFILE.sample) {
          reader.skip();
          ({ position } = reader);
          continue;
        }
        reader.enter();
        ({ position, end } = reader);
      }
      if (width === 0) throw this.#malformed(position, 'missing sample type information');
      this.#count = 0;
      this.#decodeSample(position, end);
      if (this.#count !== width) {
        throw this.#malformed(end, `mismatch: sample has ${this.#count} values vs. ${width} types`);
      }
      this.#row++;
      this.#stackOffsets[this.#row] = this.#stack.length;
      this.#labelOffsets[this.#row] = this.#labelKey.length;
      position = end;
    }
  }

  #decodeSample(from: number, end: number): void {
    const bytes = this.#bytes;
    for (let position = from; position < end;) {
      const tag = bytes[position]!;
      if (tag === STACK_TAG || tag === VALUES_TAG) {
        const size = bytes[position + 1]!;
        let start = position + 2;
        let listEnd = start + size;
        if (size >= 0x80 || listEnd > end) {
          const reader = this.#at(position, end);
          reader.next();
          reader.enter();
          start = reader.position;
          listEnd = reader.end;
        }
        if (tag === STACK_TAG) this.#frames(start, listEnd);
        else for (let at = start; at < listEnd;) at = this.#value(at, listEnd);
        position = listEnd;
      } else if (tag === VALUE_TAG) position = this.#value(position + 1, end);
      else if (tag === FRAME_TAG) position = this.#frame(position + 1, end);
      else position = this.#otherField(position, end);
    }
  }

  /** The hot loop: a packed list of location ids. */
  #frames(from: number, end: number): void {
    const bytes = this.#bytes;
    const rows = this.#references.locations.dense;
    const stack = this.#stack;
    stack.reserve(end - from);
    const { data } = stack;
    let { length } = stack;
    let position = from;
    while (position < end) {
      const start = position;
      let id = bytes[position++]!;
      if (id >= 0x80) {
        const second = bytes[position++]!;
        id = (id & 0x7f) | ((second & 0x7f) << 7);
        if (second >= 0x80) {
          const third = bytes[position++]!;
          id |= (third & 0x7f) << 14;
          // No row, so that the reader looks at it.
          if (third >= 0x80) id = 0;
        }
      }
      const held = id < rows.length ? rows[id]! : 0;
      if (held === 0 || position > end) {
        stack.length = length;
        position = this.#frame(start, end);
        length++;
      } else data[length++] = held - 1;
    }
    stack.length = length;
  }

  /** A location id of any length, or that of no location; returns the position behind it. */
  #frame(position: number, end: number): number {
    const reader = this.#at(position, end);
    const id = reader.elementId();
    const location = this.#references.locations.row(id);
    if (location === -1) {
      throw this.#malformed(reader.position, `sample has nil location: no location has id ${String(id)}`);
    }
    this.#stack.push(location);
    return reader.position;
  }

  #value(position: number, end: number): number {
    const bytes = this.#bytes;
    let value = bytes[position]!;
    let next = position + 1;
    if (value >= 0x80) {
      value &= 0x7f;
      let shift = 7;
      let byte = 0x80;
      while (byte >= 0x80 && shift < 28) {
        byte = bytes[next++]!;
        value |= (byte & 0x7f) << shift;
        shift += 7;
      }
      if (byte >= 0x80) next = end + 1;
    }
    const index = this.#row * this.#references.width + this.#count;
    const wanted = this.#count++ < this.#references.width;
    if (next > end) {
      const reader = this.#at(position, end);
      value = reader.elementInt();
      next = reader.position;
      if (wanted && !Number.isSafeInteger(value)) this.#exactValues.set(index, reader.lastInt64());
    }
    if (wanted) this.#values[index] = value;
    return next;
  }

  #otherField(position: number, end: number): number {
    const reader = this.#at(position, end);
    reader.next();
    if (reader.field === SAMPLE.label) this.#label(reader);
    else if (reader.field === SAMPLE.location || reader.field === SAMPLE.value) this.#oddList(reader);
    else reader.skip();
    return reader.position;
  }

  /** A list under a tag or a wire type that nobody writes. */
  #oddList(reader: WireReader): void {
    const read = reader.field === SAMPLE.location ? this.#frame : this.#value;
    if (reader.wire === VARINT) {
      reader.position = read.call(this, reader.position, reader.end);
      return;
    }
    const outer = reader.enter();
    const { end } = reader;
    while (reader.position < end) reader.position = read.call(this, reader.position, end);
    reader.end = end;
    reader.leave(outer);
  }

  #label(reader: WireReader): void {
    const { strings } = this.#references;
    let key = 0;
    let text = 0;
    let number = 0;
    let unit = 0;
    let exact = 0n;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.field === LABEL.key) key = stringId(reader, strings);
      else if (reader.field === LABEL.text) text = stringId(reader, strings);
      else if (reader.field === LABEL.unit) unit = stringId(reader, strings);
      else if (reader.field === LABEL.number) {
        number = reader.int();
        if (!Number.isSafeInteger(number)) exact = reader.lastInt64();
      } else reader.skip();
    }
    reader.leave(outer);
    if (!Number.isSafeInteger(number)) this.#exactLabelNumbers.set(this.#labelKey.length, exact);
    this.#labelKey.push(key);
    this.#labelText.push(text);
    this.#labelNumber.push(number);
    this.#labelUnit.push(unit);
  }

  #at(position: number, end: number): WireReader {
    this.#reader.position = position;
    this.#reader.end = end;
    return this.#reader;
  }

  #malformed(position: number, words: string): Error {
    return this.#at(position, position).notAProfile(`malformed profile: ${words}`);
  }
}
