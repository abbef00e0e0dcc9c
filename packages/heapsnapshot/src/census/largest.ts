/** Keeps the largest of many rows, never holding more than `most` of them. Of equal rows the earlier stay. */
export class Largest<Row> {
  /** A heap: the smallest first. */
  readonly #rows: { readonly row: Row; readonly size: number; readonly order: number }[] = [];
  #added = 0;

  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether a row of this size would be kept. */
  takes(size: number): boolean {
    return this.#most > 0 && (this.#rows.length < this.#most || size > this.#rows[0]!.size);
  }

  add(row: Row, size: number): void {
    const order = this.#added++;
    if (!this.takes(size)) return;
    const entry = { row, size, order };
    if (this.#rows.length < this.#most) {
      this.#rows.push(entry);
      this.#rise(this.#rows.length - 1);
    } else {
      this.#rows[0] = entry;
      this.#sink(0);
    }
  }

  /** Largest first. */
  sorted(): Row[] {
    return this.#rows.toSorted((a, b) => b.size - a.size || a.order - b.order).map(({ row }) => row);
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.#rows.length && this.#isBefore(child, least)) least = child;
      }
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#rows[a]!;
    const other = this.#rows[b]!;
    return one.size < other.size || (one.size === other.size && one.order > other.order);
  }

  #swap(a: number, b: number): void {
    const held = this.#rows[a]!;
    this.#rows[a] = this.#rows[b]!;
    this.#rows[b] = held;
  }
}
