import { HeaptideError } from '../heaptide-error.js';

type ColumnData = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A typed array that grows at its end. `data` may be longer than `length` and is replaced when it grows. */
export class Column<Data extends ColumnData> {
  /** Some four million stacks of 30 frames; beyond that is an attack or an accident, and takes gigabytes. */
  static readonly MOST_ROWS = 2 ** 27;

  data: Data;
  length = 0;
  readonly #allocate: (length: number) => Data;

  private constructor(allocate: (length: number) => Data, capacity: number) {
    this.#allocate = allocate;
    this.data = allocate(capacity);
  }

  static int32(capacity = 64): Column<Int32Array<ArrayBuffer>> {
    return new Column((length) => new Int32Array(length), capacity);
  }

  static float64(capacity = 64): Column<Float64Array<ArrayBuffer>> {
    return new Column((length) => new Float64Array(length), capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) this.#grow();
    this.data[this.length++] = value;
  }

  /** Makes room for `count` more rows, so that `data` can be written to before `length` says so. */
  reserve(count: number): void {
    while (this.length + count > this.data.length) this.#grow();
  }

  /** The rows written so far, none of which may change any more: without a copy where that would save little memory. */
  take(): Data {
    if (2 * this.length < this.data.length) return this.rows();
    return this.data.subarray(0, this.length) as Data;
  }

  /** A copy of the rows written so far. */
  rows(): Data {
    return this.data.slice(0, this.length) as Data;
  }

  #grow(): void {
    const { MOST_ROWS } = Column;
    if (this.data.length >= MOST_ROWS) {
      throw new HeaptideError('HT_E_TOO_LARGE', `a table of the profile has more than ${MOST_ROWS} rows`);
    }
    const grown = this.#allocate(Math.min(this.data.length * 2 + 16, MOST_ROWS));
    grown.set(this.data);
    this.data = grown;
  }
}
