import { STRING_BLOCK as BLOCK, type StoredBlocks } from '../reader/stored-blocks.js';
import type { StoredStrings } from '../reader/stored-strings.js';

const QUOTE = 0x22;

/** Goes from string to string without an object for each: `bytes` from `start` up to `end` are those of the one at hand. */
export class StringSpan {
  readonly #strings: StoredStrings;
  readonly #stored: StoredBlocks;
  readonly #buffers: readonly Buffer[];
  #isCopy = false;
  index = -1;
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;

  constructor(strings: StoredStrings) {
    this.#strings = strings;
    this.#stored = strings.stored();
    this.#buffers = this.#stored.blocks.map((block) =>
      Buffer.from(block.buffer, block.byteOffset, block.length),
    );
  }

  /** Whether there is another one. */
  next(): boolean {
    const { starts } = this.#stored;
    if (++this.index >= starts.length) return false;
    const start = starts[this.index]!;
    const number = Math.floor(start / BLOCK);
    const base = number * BLOCK;
    this.start = start - base;
    // The last byte before the quote of the next string.
    const last = this.index + 1 < starts.length ? starts[this.index + 1]! - 2 - base : Infinity;
    this.#isCopy = last >= BLOCK;
    if (this.#isCopy) this.#copy();
    else {
      this.bytes = this.#buffers[number]!;
      let end = last;
      while (this.bytes[end] !== QUOTE) end--;
      this.end = end;
    }
    return true;
  }

  /** Puts back what was changed, where the string does not lie in one piece. */
  keep(): void {
    if (this.#isCopy) this.#strings.overwrite(this.index, this.bytes);
  }

  get text(): string {
    return this.#strings.text(this.index);
  }

  /** Of bytes that are ASCII, without escapes. */
  asciiText(start: number, end: number): string {
    return this.bytes.toString('latin1', start, end);
  }

  #copy(): void {
    this.bytes = Buffer.from(this.#strings.rawBytes(this.index));
    this.start = 0;
    this.end = this.bytes.length;
  }
}
