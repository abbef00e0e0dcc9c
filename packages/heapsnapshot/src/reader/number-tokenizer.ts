import type { SectionReader } from './section-reader.js';

const ZERO = 0x30;
/** Bytes as their distance from `0`, which is what the loop has at hand. */
const COMMA = 0x2c - ZERO;
const CLOSE = 0x5d - ZERO;
const NEWLINE = 0x0a - ZERO;
const SPACE = 0x20 - ZERO;
const TAB = 0x09 - ZERO;
const RETURN = 0x0d - ZERO;

/** So many digits always fit 32 bits. */
const SAFE_DIGITS = 9;
const LARGEST = 2 ** 32 - 1;

/** Takes whole records: `values` holds `records` times as many numbers as a record has fields. */
export type RecordSink = (values: Uint32Array, records: number) => void;

/**
 * Reads the inside of a JSON array of whole numbers, chunk by chunk, and hands them on as records of `fields` numbers.
 * Numbers of 2^32 and more become 2^32 - 1. It is the inner loop of reading a snapshot.
 */
export class NumberTokenizer implements SectionReader {
  readonly #fields: number;
  readonly #sink: RecordSink;
  readonly #values: Uint32Array;
  readonly #most: number;
  #filled = 0;
  /** The number that the end of a chunk cut in two, as far as it is known. */
  #begun = -1;

  /** The closing bracket has been read. */
  isDone = false;
  /** The byte that does not belong there, once one was met. */
  misfit: number | undefined;

  constructor(fields: number, sink: RecordSink, most = 1 << 17) {
    this.#fields = fields;
    this.#sink = sink;
    this.#most = Math.max(1, Math.floor(most / fields)) * fields;
    this.#values = new Uint32Array(this.#most);
  }

  /** Numbers of an unfinished record; 0 where the array ends as it should. */
  get left(): number {
    return this.#filled;
  }

  /** Between two records: what comes next does not depend on what was read. */
  get isBetween(): boolean {
    return this.#filled === 0 && this.#begun < 0;
  }

  /** Reads from `start` to the end of the chunk or of the array. Returns the position behind what was read. */
  read(bytes: Uint8Array, start: number): number {
    let position = start;
    while (position < bytes.length && !this.isDone && this.misfit === undefined)
      position = this.readSome(bytes, position);
    return position;
  }

  /** Reads no more numbers than it holds, and so a record at most where that is how many it holds. */
  readSome(bytes: Uint8Array, start: number): number {
    let position = this.#finishNumber(bytes, start);
    if (position < bytes.length) position = this.#fill(bytes, position);
    this.#handOn();
    return position;
  }

  #finishNumber(bytes: Uint8Array, start: number): number {
    let value = this.#begun;
    if (value < 0) return start;
    let position = start;
    while (position < bytes.length) {
      const digit = bytes[position]! - ZERO;
      if (digit >>> 0 > 9) {
        this.#values[this.#filled++] = value;
        this.#begun = -1;
        this.#handOn();
        return position;
      }
      value = Math.min(LARGEST, value * 10 + digit);
      position++;
    }
    this.#begun = value;
    return position;
  }

  /** Fills the values until they are full, the chunk or the array ends. */
  #fill(bytes: Uint8Array, start: number): number {
    const values = this.#values;
    const most = this.#most;
    const length = bytes.length;
    // Within these no number can be cut by the end of the chunk.
    const safe = length - SAFE_DIGITS - 2;
    let filled = this.#filled;
    let position = start;
    scan: while (filled < most) {
      let digit = 0;
      while (position < length && (digit = bytes[position]! - ZERO) >>> 0 > 9) {
        position++;
        if (digit === COMMA || digit === NEWLINE || digit === SPACE || digit === TAB || digit === RETURN)
          continue;
        if (digit === CLOSE) this.isDone = true;
        else this.misfit = digit + ZERO;
        break scan;
      }
      if (position >= length) break;
      let value = digit;
      const first = position++;
      if (first < safe) {
        while ((digit = bytes[position]! - ZERO) >>> 0 <= 9 && position - first < SAFE_DIGITS) {
          value = (Math.imul(value, 10) + digit) | 0;
          position++;
        }
        if (digit >>> 0 > 9) {
          values[filled++] = value;
          continue;
        }
      }
      // Long, or near the end of the chunk.
      while (position < length && (digit = bytes[position]! - ZERO) >>> 0 <= 9) {
        value = Math.min(LARGEST, value * 10 + digit);
        position++;
      }
      if (position < length) {
        values[filled++] = value;
      } else {
        this.#begun = value;
        break;
      }
    }
    this.#filled = filled;
    return position;
  }

  #handOn(): void {
    const records = Math.floor(this.#filled / this.#fields);
    if (records === 0) return;
    if (!this.isDone && this.#filled < this.#most && records < 1024) return;
    this.#sink(this.#values, records);
    const taken = records * this.#fields;
    this.#values.copyWithin(0, taken, this.#filled);
    this.#filled -= taken;
  }
}
