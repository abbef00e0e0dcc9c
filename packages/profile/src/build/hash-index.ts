import { Column } from './column.js';

const NONE = -1;

/**
 * Finds rows of a growing table by the hash of their content: open addressing, one 32-bit slot per row and no object.
 *
 * The table walks through `first(hash)` and `next()` until the row equals or there is none; only then `add()` takes up the
 * row that was looked for, which must be the next one of the table.
 */
export class HashIndex {
  /** Rows + 1; a power of two long. */
  #slots: Int32Array;
  readonly #hashes: Column<Int32Array<ArrayBuffer>>;
  #hash = 0;
  #slot = 0;

  /** `rows`: how many there will be, more or less. */
  constructor(rows = 64) {
    this.#slots = new Int32Array(2 ** (32 - Math.clz32(4 * Math.min(rows, 2 ** 24))));
    this.#hashes = Column.int32(rows);
  }

  get length(): number {
    return this.#hashes.length;
  }

  /** The first row that has this hash, -1 where none has. */
  first(hash: number): number {
    this.#hash = hash;
    this.#slot = hash & (this.#slots.length - 1);
    return this.#candidate();
  }

  /** The next row of the hash that was asked for last, -1 where there is none. */
  next(): number {
    this.#slot = (this.#slot + 1) & (this.#slots.length - 1);
    return this.#candidate();
  }

  /** Takes up the row that was not found; returns its number. */
  add(): number {
    this.#hashes.push(this.#hash);
    this.#slots[this.#slot] = this.#hashes.length;
    if (2 * this.#hashes.length > this.#slots.length) this.#spread();
    return this.#hashes.length - 1;
  }

  #candidate(): number {
    const mask = this.#slots.length - 1;
    for (let held = this.#slots[this.#slot]!; held !== 0; held = this.#slots[this.#slot]!) {
      if (this.#hashes.data[held - 1] === this.#hash) return held - 1;
      this.#slot = (this.#slot + 1) & mask;
    }
    return NONE;
  }

  /** Doubles the slots. */
  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    const hashes = this.#hashes.data;
    for (let row = 0; row < this.#hashes.length; row++) {
      let slot = hashes[row]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
    this.#slots = slots;
  }
}
