import { Column } from './column.js';

const TWO_32 = 2 ** 32;

/** 64-bit integers that grow at their end and add up as those of Go do, wrapping around; kept as halves. */
export class Int64Column {
  readonly #low: Column<Int32Array<ArrayBuffer>>;
  readonly #high: Column<Int32Array<ArrayBuffer>>;

  constructor(capacity?: number) {
    this.#low = Column.int32(capacity);
    this.#high = Column.int32(capacity);
  }

  get length(): number {
    return this.#low.length;
  }

  /** `exact` stands for `value` where that is rounded. */
  push(value: number, exact?: bigint): void {
    this.#low.push(exact === undefined ? value | 0 : Number(BigInt.asIntN(32, exact)));
    this.#high.push(exact === undefined ? Math.floor(value / TWO_32) | 0 : Number(exact >> 32n));
  }

  /** As {@link push}, onto a row that is there. */
  add(row: number, value: number, exact?: bigint): void {
    const addLow = exact === undefined ? value | 0 : Number(BigInt.asIntN(32, exact));
    const addHigh = exact === undefined ? Math.floor(value / TWO_32) | 0 : Number(exact >> 32n);
    const low = (this.#low.data[row]! >>> 0) + (addLow >>> 0);
    this.#low.data[row] = low | 0;
    this.#high.data[row] = (this.#high.data[row]! + addHigh + (low >= TWO_32 ? 1 : 0)) | 0;
  }

  /** Takes away the rows from `length` on. */
  cut(length: number): void {
    this.#low.length = length;
    this.#high.length = length;
  }

  /** The low and the high half of a row, for hashing. */
  low(row: number): number {
    return this.#low.data[row]!;
  }

  high(row: number): number {
    return this.#high.data[row]!;
  }

  /** The rows as doubles, rounded where they must be. */
  numbers(): Float64Array<ArrayBuffer> {
    const numbers = new Float64Array(this.length);
    for (let row = 0; row < numbers.length; row++) {
      numbers[row] = this.#high.data[row]! * TWO_32 + (this.#low.data[row]! >>> 0);
    }
    return numbers;
  }

  /** The rows as they are, `undefined` where `numbers` rounds none of them. */
  exact(numbers: Float64Array): BigInt64Array<ArrayBuffer> | undefined {
    let row = 0;
    while (row < numbers.length && Number.isSafeInteger(numbers[row])) row++;
    if (row === numbers.length) return undefined;
    return BigInt64Array.from(
      numbers,
      (_, i) => (BigInt(this.#high.data[i]!) << 32n) | BigInt(this.#low.data[i]! >>> 0),
    );
  }
}
