import { NumberTokenizer } from './number-tokenizer.js';
import type { SectionReader } from './section-reader.js';

export const ZERO = 0x30;
export const COMMA = 0x2c;
export const NEWLINE = 0x0a;

/** Records are read so many bytes at a time: a loop that ends often is optimised soon, and as a whole. */
const STRETCH = 1 << 14;

/**
 * Reads a section of records for a few of their fields. Records as V8 writes them are read where they stand; whatever looks
 * different, and what lies at the end of a chunk, goes number by number.
 */
export abstract class RecordReader implements SectionReader {
  readonly #careful: NumberTokenizer;
  readonly #isUsual: boolean;

  /** `isUsual`: the fields are in the order that `readUsual` knows. */
  constructor(fields: number, isUsual: boolean) {
    this.#isUsual = isUsual;
    this.#careful = new NumberTokenizer(
      fields,
      (values, records) => {
        for (let record = 0, at = 0; record < records; record++, at += fields) this.takeRecord(values, at);
      },
      isUsual ? fields : undefined,
    );
  }

  get isDone(): boolean {
    return this.#careful.isDone;
  }

  get misfit(): number | undefined {
    return this.#careful.misfit;
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` for a record that cannot be. */
  read(bytes: Uint8Array, start: number): number {
    if (!this.#isUsual) return this.#careful.read(bytes, start);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let position = start;
    while (position < bytes.length && !this.isDone && this.misfit === undefined) {
      if (this.#careful.isBetween) {
        const stop = position + STRETCH;
        position = this.readUsual(bytes, view, position, stop);
        if (position >= stop) continue;
      }
      position = this.#careful.readSome(bytes, position);
    }
    return position;
  }

  /** Takes the record whose numbers begin at `at`. */
  protected abstract takeRecord(values: Uint32Array, at: number): void;

  /**
   * Takes whole records, from between two of them on, until one begins at `stop` or behind it, looks different, or may be cut
   * by the end of the chunk. Returns the position between two others. `view` is of the same bytes.
   */
  protected abstract readUsual(bytes: Uint8Array, view: DataView, start: number, stop: number): number;
}
