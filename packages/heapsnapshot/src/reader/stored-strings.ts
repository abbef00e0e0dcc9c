import { sharedBytes, sharedFloats } from '../model/shared-arrays.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { STRING_BLOCK as BLOCK, type StoredBlocks } from './stored-blocks.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The bytes of the section `strings` in blocks, and where each string begins in them. */
export class StoredStrings implements SnapshotStrings {
  readonly #blocks: Uint8Array[] = [];
  /** Behind the opening quote of each string. Floats, since a section may have more than 4 GiB. */
  #starts: Float64Array = sharedFloats(1 << 14);
  #count = 0;
  #length = 0;

  /** Those of blocks that are complete. */
  static of({ starts, blocks }: StoredBlocks): StoredStrings {
    const strings = new StoredStrings();
    strings.#blocks.push(...blocks);
    strings.#starts = starts;
    strings.#count = starts.length;
    strings.#length = blocks.reduce((sum, block) => sum + block.length, 0);
    return strings;
  }

  get count(): number {
    return this.#count;
  }

  /** Bytes held. */
  get length(): number {
    return this.#length;
  }

  begin(start: number): void {
    if (this.#count === this.#starts.length) {
      const larger = sharedFloats(this.#count * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts[this.#count++] = start;
  }

  append(bytes: Uint8Array, from: number, to: number): void {
    let taken = from;
    while (taken < to) {
      const within = this.#length % BLOCK;
      if (within === 0) this.#blocks.push(sharedBytes(BLOCK));
      const size = Math.min(to - taken, BLOCK - within);
      this.#blocks.at(-1)!.set(bytes.subarray(taken, taken + size), within);
      taken += size;
      this.#length += size;
    }
  }

  text(index: number): string {
    return this.beginning(index, Infinity);
  }

  beginning(index: number, most: number): string {
    if (index >= this.#count) return '';
    const start = this.#starts[index]!;
    const end = this.#endOf(index);
    // An escape of six bytes is one character, and one of three bytes at least half of one.
    const bytes = this.#bytes(start, Math.min(end, start + most * 6));
    const text = decode(bytes);
    return text.length > most ? text.slice(0, most) : text;
  }

  indexOf(text: string): number | undefined {
    const quoted = JSON.stringify(text).slice(1);
    for (const index of this.#found(quoted)) {
      const start = this.#starts[index]!;
      if (this.#bytes(start, this.#endOf(index)).length === quoted.length - 1 && this.text(index) === text)
        return index;
    }
    return undefined;
  }

  containing(ascii: string): readonly number[] {
    return [...this.#found(ascii)];
  }

  /** Bytes of the strings as they stand in the file, escapes and all. */
  rawBytes(index: number): Uint8Array {
    return index < this.#count ? this.#bytes(this.#starts[index]!, this.#endOf(index)) : new Uint8Array(0);
  }

  /** Puts other bytes of the same number in the place of those of `rawBytes`. */
  overwrite(index: number, bytes: Uint8Array): void {
    const start = this.#starts[index]!;
    if (bytes.length !== this.#endOf(index) - start)
      throw new RangeError(`string ${index} has another length`);
    for (let taken = 0; taken < bytes.length;) {
      const at = start + taken;
      const size = Math.min(bytes.length - taken, BLOCK - (at % BLOCK));
      this.#blocks[Math.floor(at / BLOCK)]!.set(bytes.subarray(taken, taken + size), at % BLOCK);
      taken += size;
    }
  }

  /** What is held, without a copy. */
  stored(): StoredBlocks {
    return { starts: this.#starts.subarray(0, this.#count), blocks: [...this.blocks()] };
  }

  /** All bytes held, in order: strings, their quotes and what stands between. */
  *blocks(): Generator<Uint8Array> {
    for (const [number, block] of this.#blocks.entries())
      yield block.subarray(0, this.#length - number * BLOCK);
  }

  /** Indexes of the strings in whose bytes the ASCII text stands, each once, in order. */
  *#found(ascii: string): Generator<number> {
    const pattern = Buffer.from(ascii, 'latin1');
    let last = -1;
    for (let base = 0; base < this.#length; base += BLOCK) {
      const held = Math.min(BLOCK, this.#length - base);
      // With the beginning of the next block, where the text may go on.
      const bytes = Buffer.from(this.#bytes(base, Math.min(this.#length, base + held + pattern.length - 1)));
      for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) {
        const index = this.#indexAt(base + at);
        if (index === last || index < 0 || base + at + pattern.length > this.#endOf(index) + 1) continue;
        last = index;
        yield index;
      }
    }
  }

  /** The string that holds this byte, or the last before it. */
  #indexAt(position: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Position of the closing quote. */
  #endOf(index: number): number {
    let position = (index + 1 < this.#count ? this.#starts[index + 1]! - 1 : this.#length) - 1;
    while (this.#blocks[Math.floor(position / BLOCK)]![position % BLOCK] !== QUOTE) position--;
    return position;
  }

  #bytes(start: number, end: number): Uint8Array {
    const first = Math.floor(start / BLOCK);
    const last = Math.floor((end - 1) / BLOCK);
    if (first >= last)
      return this.#blocks[first]?.subarray(start % BLOCK, (start % BLOCK) + end - start) ?? new Uint8Array(0);
    const joined = new Uint8Array(end - start);
    for (let at = start; at < end;) {
      const within = at % BLOCK;
      const size = Math.min(end - at, BLOCK - within);
      joined.set(this.#blocks[Math.floor(at / BLOCK)]!.subarray(within, within + size), at - start);
      at += size;
    }
    return joined;
  }
}

function decode(bytes: Uint8Array): string {
  // Not a TextDecoder, which refuses shared memory.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (!bytes.includes(BACKSLASH)) return text;
  // An escape may have been cut by whoever asked for the beginning only.
  const whole = text.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, (cut, at: number) =>
    isEscaped(text, at) ? cut : '',
  );
  try {
    return JSON.parse(`"${whole}"`) as string;
  } catch {
    return whole;
  }
}

/** Whether an odd number of backslashes stands before the position. */
function isEscaped(text: string, position: number): boolean {
  let before = position;
  while (before > 0 && text[before - 1] === '\\') before--;
  return (position - before) % 2 === 1;
}
