import { Column } from './column.js';
import type { Samples } from '../profile.js';

type NumberList = readonly number[] | Int32Array | Float64Array;

/** One row of the label columns of {@link Samples}. */
export interface LabelRow {
  readonly key: number;
  readonly text: number;
  readonly number: number;
  readonly unit: number;
}

/** The samples of a profile under construction: kept as they come, or summed where stack and labels are equal. */
export class SampleTable {
  readonly #width: number;
  readonly #stackOffsets = Column.int32();
  readonly #stack = Column.int32();
  readonly #values = Column.float64();
  readonly #labelOffsets = Column.int32();
  readonly #labelKey = Column.int32();
  readonly #labelText = Column.int32();
  readonly #labelNumber = Column.float64();
  readonly #labelUnit = Column.int32();
  readonly #hashes = Column.int32();
  /** Open-addressing hash table, a power of two long, of sample rows + 1. */
  #slots = new Int32Array(1024);

  /** `width`: values per sample. */
  constructor(width: number) {
    this.#width = width;
    this.#stackOffsets.push(0);
    this.#labelOffsets.push(0);
  }

  get length(): number {
    return this.#stackOffsets.length - 1;
  }

  append(stack: NumberList, values: NumberList, labels: readonly LabelRow[]): void {
    for (const location of stack) this.#stack.push(location);
    for (let i = 0; i < this.#width; i++) this.#values.push(values[i]!);
    for (const label of labels) {
      this.#labelKey.push(label.key);
      this.#labelText.push(label.text);
      this.#labelNumber.push(label.number);
      this.#labelUnit.push(label.unit);
    }
    this.#stackOffsets.push(this.#stack.length);
    this.#labelOffsets.push(this.#labelKey.length);
  }

  /**
   * Adds the values to the sample with equal stack and labels, or appends one. Labels in another order are other labels.
   * Does not mix with {@link append}.
   */
  add(stack: NumberList, values: NumberList, labels: readonly LabelRow[]): void {
    if (2 * this.length >= this.#slots.length) this.#spread();
    const hash = hashOf(stack, labels);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      const sample = held - 1;
      if (this.#hashes.data[sample] === hash && this.#equals(sample, stack, labels)) {
        for (let i = 0; i < this.#width; i++) this.#values.data[sample * this.#width + i]! += values[i]!;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.append(stack, values, labels);
    this.#hashes.push(hash);
    this.#slots[slot] = this.length;
  }

  /** Whether some sample has only zeros for values. */
  hasZero(): boolean {
    const values = this.#values.data;
    for (let sample = 0; sample < this.length; sample++) {
      let i = 0;
      while (i < this.#width && values[sample * this.#width + i] === 0) i++;
      if (i === this.#width) return true;
    }
    return false;
  }

  columns(): Samples {
    return {
      length: this.length,
      stackOffsets: this.#stackOffsets.rows(),
      stack: this.#stack.rows(),
      values: this.#values.rows(),
      labelOffsets: this.#labelOffsets.rows(),
      labelKey: this.#labelKey.rows(),
      labelText: this.#labelText.rows(),
      labelNumber: this.#labelNumber.rows(),
      labelUnit: this.#labelUnit.rows(),
    };
  }
  #equals(sample: number, stack: NumberList, labels: readonly LabelRow[]): boolean {
    const stackFrom = this.#stackOffsets.data[sample]!;
    if (this.#stackOffsets.data[sample + 1]! - stackFrom !== stack.length) return false;
    const labelFrom = this.#labelOffsets.data[sample]!;
    if (this.#labelOffsets.data[sample + 1]! - labelFrom !== labels.length) return false;
    for (let i = 0; i < stack.length; i++) if (this.#stack.data[stackFrom + i] !== stack[i]) return false;
    return labels.every(
      (label, i) =>
        this.#labelKey.data[labelFrom + i] === label.key &&
        this.#labelText.data[labelFrom + i] === label.text &&
        this.#labelNumber.data[labelFrom + i] === label.number &&
        this.#labelUnit.data[labelFrom + i] === label.unit,
    );
  }

  /** Doubles the hash table. */
  #spread(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let sample = 0; sample < this.length; sample++) {
      let slot = this.#hashes.data[sample]! & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = sample + 1;
    }
  }
}

function hashOf(stack: NumberList, labels: readonly LabelRow[]): number {
  let hash = labels.length;
  for (const location of stack) hash = mix(hash, location);
  for (const { key, text, number, unit } of labels) {
    hash = mix(mix(mix(mix(mix(hash, key), text), unit), number), number / 0x100000000);
  }
  return hash ^ (hash >>> 15);
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x85ebca6b);
  return (mixed << 13) | (mixed >>> 19);
}
