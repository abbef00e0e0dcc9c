/** The exact forms of those numbers in a column that a double rounds; costs nothing while there are none. */
export class ExactColumn {
  #exact: BigInt64Array<ArrayBuffer> | undefined;

  /** `value`: what row `row` stands for; needed only where the column holds it rounded. */
  set(row: number, value: bigint): void {
    if (this.#exact === undefined || row >= this.#exact.length) {
      const grown = new BigInt64Array(2 * row + 16);
      if (this.#exact !== undefined) grown.set(this.#exact);
      this.#exact = grown;
    }
    this.#exact[row] = value;
  }

  /** All of `column` as integers, `undefined` where none of it is rounded. */
  beside(column: Float64Array): BigInt64Array<ArrayBuffer> | undefined {
    const exact = this.#exact;
    if (exact === undefined) return undefined;
    return BigInt64Array.from(column, (value, row) =>
      Number.isSafeInteger(value) ? BigInt(value) : exact[row]!,
    );
  }
}
