/** Numbers of which it is not known how many there will be. */
export class GrowingColumn {
  #values = new Float64Array(1 << 10);

  get(at: number): number {
    return this.#values[at] ?? 0;
  }

  set(at: number, value: number): void {
    this.#fit(at);
    this.#values[at] = value;
  }

  add(at: number, value: number): void {
    this.#fit(at);
    this.#values[at]! += value;
  }

  #fit(at: number): void {
    if (at < this.#values.length) return;
    const larger = new Float64Array(Math.max(at + 1, 2 * this.#values.length));
    larger.set(this.#values);
    this.#values = larger;
  }
}
