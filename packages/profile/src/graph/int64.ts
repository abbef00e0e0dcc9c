/** Integers of 64 bits as sums of two doubles: `low + high * 2^32`. */

const HIGH = 2 ** 32;

/** One number per row. `high` is absent where no sum over the rows can leave the exact range of a double. */
export interface Weights {
  readonly low: Float64Array;
  readonly high?: Float64Array;
}

/** Splits the values of a column, row-major with `width` columns, so that they can be summed exactly. */
export function splitWeights(
  values: Float64Array,
  exact: BigInt64Array | undefined,
  width: number,
  column: number,
): Weights {
  const length = values.length / width;
  const low = new Float64Array(length);
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const value = values[row * width + column]!;
    low[row] = value;
    sum += value < 0 ? -value : value;
  }
  if (sum <= Number.MAX_SAFE_INTEGER) return { low };
  const high = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    const value = exact?.[row * width + column] ?? BigInt(low[row]!);
    high[row] = Number(value >> 32n);
    low[row] = Number(value & 0xffffffffn);
  }
  return { low, high };
}

/** Sums of split weights, wrapped to 64 bits as Go does, then rounded to a double. */
export function joinSums(low: Float64Array, high: Float64Array): Float64Array {
  return low.map((part, i) =>
    high[i] === 0 && Math.abs(part) < HIGH
      ? part
      : Number(BigInt.asIntN(64, (BigInt(high[i]!) << 32n) + BigInt(part))),
  );
}

/** Σ|weight| over the rows of which `includes` is true, wrapped to 64 bits; |-2^63| is -2^63, as in Go. */
export function sumAbsolute({ low, high }: Weights, includes?: (row: number) => boolean): number {
  let sum = 0;
  let exact = 0n;
  for (let row = 0; row < low.length; row++) {
    if (includes?.(row) === false) continue;
    if (high === undefined) sum += Math.abs(low[row]!);
    else {
      const value = (BigInt(high[row]!) << 32n) + BigInt(low[row]!);
      exact += value < 0n ? BigInt.asIntN(64, -value) : value;
    }
  }
  return high === undefined ? sum : Number(BigInt.asIntN(64, exact));
}

/** Sum of the rows of which `includes` is true, wrapped to 64 bits. */
export function sumSigned({ low, high }: Weights, includes?: (row: number) => boolean): number {
  let sum = 0;
  let exact = 0n;
  for (let row = 0; row < low.length; row++) {
    if (includes?.(row) === false) continue;
    if (high === undefined) sum += low[row]!;
    else exact += (BigInt(high[row]!) << 32n) + BigInt(low[row]!);
  }
  return high === undefined ? sum : Number(BigInt.asIntN(64, exact));
}

/** Division of integers towards zero. */
export function divide(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor + 0;
}

const MOST = 2 ** 63;

/** Go's conversion of a double to an int64: what does not fit, as NaN does not, becomes -2^63. */
export function truncate(value: number): number {
  return Math.abs(value) < MOST ? Math.trunc(value) + 0 : -MOST;
}

/** Adds up integers exactly, beyond 2^53 too, wrapped to 64 bits. */
export class Int64Sum {
  #small = 0;
  #large = 0n;

  add(value: number): this {
    const sum = this.#small + value;
    if (Number.isSafeInteger(sum)) this.#small = sum;
    else {
      this.#large += BigInt(this.#small) + BigInt(value);
      this.#small = 0;
    }
    return this;
  }

  get value(): number {
    if (this.#large === 0n) return this.#small;
    return Number(BigInt.asIntN(64, this.#large + BigInt(this.#small)));
  }
}
