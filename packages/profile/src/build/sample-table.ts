import { Column } from './column.js';
import { finishHash, mixHash } from './hash.js';
import { HashIndex } from './hash-index.js';
import { Int64Column } from './int64-column.js';
import type { Samples } from '../profile.js';

/** How many there will be at most, or about. */
export interface SampleBounds {
  readonly samples?: number;
  readonly frames?: number;
}

/** One row of the label columns of {@link Samples}; `exact` stands for `number` where that is rounded. */
export interface LabelRow {
  readonly key: number;
  readonly text: number;
  readonly number: number;
  readonly unit: number;
  readonly exact?: bigint | undefined;
}

/**
 * The samples of a profile under construction. A sample is written frame by frame and label by label, and ended either by
 * {@link append}, which keeps it as it comes, or by {@link id}, which finds the one with equal stack and labels. The two do
 * not mix.
 */
export class SampleTable {
  readonly #width: number;
  readonly #index: HashIndex;
  readonly #stackOffsets: Column<Int32Array<ArrayBuffer>>;
  readonly #stack: Column<Int32Array<ArrayBuffer>>;
  readonly #values: Int64Column;
  readonly #labelOffsets: Column<Int32Array<ArrayBuffer>>;
  readonly #labelKey = Column.int32();
  readonly #labelText = Column.int32();
  readonly #labelNumber = new Int64Column();
  readonly #labelUnit = Column.int32();

  /** Of the frames that were written of the sample that comes to an end next. */
  #stackHash = 0;

  /** `width`: values per sample. The bounds save copies; more samples and frames may come. */
  constructor(width: number, { samples = 64, frames = 64 }: SampleBounds = {}) {
    this.#width = width;
    this.#index = new HashIndex(samples);
    this.#stackOffsets = Column.int32(samples + 1);
    this.#stack = Column.int32(frames);
    this.#values = new Int64Column(samples * width);
    this.#labelOffsets = Column.int32(samples + 1);
    this.#stackOffsets.push(0);
    this.#labelOffsets.push(0);
  }

  get length(): number {
    return this.#stackOffsets.length - 1;
  }

  /** Writes frames of the sample that comes to an end next, leaf first: what `rows` holds for each of `stack[from..to)`. */
  frames(rows: Int32Array, stack: Int32Array, from: number, to: number): void {
    const column = this.#stack;
    column.reserve(to - from);
    const { data } = column;
    let { length } = column;
    let hash = this.#stackHash;
    for (let i = from; i < to; i++) {
      const location = rows[stack[i]!]!;
      data[length++] = location;
      hash = mixHash(hash, location);
    }
    column.length = length;
    this.#stackHash = hash;
  }

  /** Writes one frame. */
  frame(location: number): void {
    this.#stack.push(location);
    this.#stackHash = mixHash(this.#stackHash, location);
  }

  /** Writes a label of the sample that comes to an end next. Labels in another order are other labels. */
  label({ key, text, number, unit, exact }: LabelRow): void {
    this.#labelKey.push(key);
    this.#labelText.push(text);
    this.#labelNumber.push(number, exact);
    this.#labelUnit.push(unit);
  }

  /** Ends the sample as a new row, all of its values 0. */
  append(): number {
    for (let i = 0; i < this.#width; i++) this.#values.push(0);
    this.#stackOffsets.push(this.#stack.length);
    this.#labelOffsets.push(this.#labelKey.length);
    this.#stackHash = 0;
    return this.length - 1;
  }

  /** Ends the sample: the row with equal stack and labels, else a new one, all of its values 0. */
  id(): number {
    const hash = this.#hash();
    for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
      if (!this.#equals(row)) continue;
      this.#cut(this.length);
      this.#stackHash = 0;
      return row;
    }
    this.#index.add();
    return this.append();
  }

  /** Adds to a value; sums wrap around at 64 bits. `exact` stands for `value` where that is rounded. */
  addValue(row: number, column: number, value: number, exact?: bigint): void {
    this.#values.add(row * this.#width + column, value, exact);
  }

  /** Whether some sample has only zeros for values. */
  hasZero(): boolean {
    const width = this.#width;
    for (let row = 0; row < this.length; row++) {
      let i = row * width;
      const end = i + width;
      while (i < end && this.#values.low(i) === 0 && this.#values.high(i) === 0) i++;
      if (i === end) return true;
    }
    return false;
  }

  columns(): Samples {
    const values = this.#values.numbers();
    const exactValues = this.#values.exact(values);
    const labelNumber = this.#labelNumber.numbers();
    const exactLabelNumbers = this.#labelNumber.exact(labelNumber);
    return {
      length: this.length,
      stackOffsets: this.#stackOffsets.take(),
      stack: this.#stack.take(),
      values,
      ...(exactValues && { exactValues }),
      labelOffsets: this.#labelOffsets.take(),
      labelKey: this.#labelKey.take(),
      labelText: this.#labelText.take(),
      labelNumber,
      ...(exactLabelNumbers && { exactLabelNumbers }),
      labelUnit: this.#labelUnit.take(),
    };
  }

  #hash(): number {
    let hash = this.#stackHash;
    for (let i = this.#labelOffsets.data[this.length]!; i < this.#labelKey.length; i++) {
      hash = mixHash(mixHash(hash, this.#labelKey.data[i]!), this.#labelText.data[i]!);
      hash = mixHash(mixHash(hash, this.#labelUnit.data[i]!), this.#labelNumber.low(i));
      hash = mixHash(hash, this.#labelNumber.high(i));
    }
    return finishHash(hash);
  }

  #equals(row: number): boolean {
    const stack = this.#stack.data;
    const from = this.#stackOffsets.data[row]!;
    const other = this.#stackOffsets.data[this.length]!;
    const depth = this.#stack.length - other;
    if (this.#stackOffsets.data[row + 1]! - from !== depth) return false;
    const labels = this.#labelOffsets.data[row]!;
    const otherLabels = this.#labelOffsets.data[this.length]!;
    const count = this.#labelKey.length - otherLabels;
    if (this.#labelOffsets.data[row + 1]! - labels !== count) return false;
    for (let i = 0; i < depth; i++) if (stack[from + i] !== stack[other + i]) return false;
    for (let i = 0; i < count; i++) if (!this.#equalLabels(labels + i, otherLabels + i)) return false;
    return true;
  }

  #equalLabels(a: number, b: number): boolean {
    return (
      this.#labelKey.data[a] === this.#labelKey.data[b] &&
      this.#labelText.data[a] === this.#labelText.data[b] &&
      this.#labelUnit.data[a] === this.#labelUnit.data[b] &&
      this.#labelNumber.low(a) === this.#labelNumber.low(b) &&
      this.#labelNumber.high(a) === this.#labelNumber.high(b)
    );
  }

  /** Takes away what was written of a sample behind the first `length`. */
  #cut(length: number): void {
    this.#stack.length = this.#stackOffsets.data[length]!;
    const labels = this.#labelOffsets.data[length]!;
    this.#labelKey.length = labels;
    this.#labelText.length = labels;
    this.#labelNumber.cut(labels);
    this.#labelUnit.length = labels;
  }
}
