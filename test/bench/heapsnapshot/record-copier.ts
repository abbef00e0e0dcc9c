import type { FileHandle } from 'node:fs/promises';

/** Which records of an array of numbers to copy, and what to make of one of their columns. */
export interface CopiedRecords {
  /** Where in the file the inside of the array begins, and where its closing bracket stands. */
  readonly from: number;
  readonly to: number;
  readonly fields: number;
  /** Records before this one are left out, and so are those from `end` on. */
  readonly first: number;
  readonly end: number;
  readonly column: number;
  readonly change: (value: number) => number;
}

const ZERO = 0x30;
const COMMA = 0x2c;
const CHUNK = 1 << 22;
const MOST_DIGITS = 10;

/** Writes records of one file into the arrays of another. */
export class RecordCopier {
  readonly #input: FileHandle;
  readonly #output: FileHandle;
  readonly #chunk = new Uint8Array(CHUNK);
  readonly #written = new Uint8Array(CHUNK);
  #filled = 0;
  #isFirst = true;

  constructor(input: FileHandle, output: FileHandle) {
    this.#input = input;
    this.#output = output;
  }

  /** What is copied from now on is the beginning of an array. */
  beginArray(): void {
    this.#isFirst = true;
  }

  async copy({ from, to, fields, first, end, column, change }: CopiedRecords): Promise<void> {
    let record = 0;
    let field = 0;
    let value = -1;
    const take = (): void => {
      if (record >= first && record < end) this.#write(field === column ? change(value) : value);
      value = -1;
      field++;
      if (field < fields) return;
      field = 0;
      record++;
    };
    for (let position = from; position < to && record < end;) {
      const length = Math.min(CHUNK, to - position);
      const { bytesRead } = await this.#input.read(this.#chunk, 0, length, position);
      if (bytesRead === 0) throw new Error('the file ends within an array');
      position += bytesRead;
      for (let at = 0; at < bytesRead; at++) {
        const digit = this.#chunk[at]! - ZERO;
        if (digit >= 0 && digit <= 9) {
          value = (value < 0 ? 0 : value * 10) + digit;
        } else if (value >= 0) {
          if (this.#filled + MOST_DIGITS + 1 > CHUNK) await this.#flush();
          take();
        }
      }
    }
    if (value >= 0) take();
    await this.#flush();
  }

  #write(value: number): void {
    if (!this.#isFirst) this.#written[this.#filled++] = COMMA;
    this.#isFirst = false;
    let rest = value;
    let digits = 1;
    for (let bound = 10; rest >= bound; bound *= 10) digits++;
    for (let at = this.#filled + digits - 1; at >= this.#filled; at--) {
      const tenth = Math.floor(rest / 10);
      this.#written[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#filled += digits;
  }

  async #flush(): Promise<void> {
    await this.#output.writeFile(this.#written.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
