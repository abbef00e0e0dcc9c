/** Counts and sums of bytes by the index of a name. */
export class NameTally {
  #counts = new Float64Array(1 << 12);
  #sizes = new Float64Array(1 << 12);

  add(name: number, size: number): void {
    if (name >= this.#counts.length) this.#grow(name);
    this.#counts[name]!++;
    this.#sizes[name]! += size;
  }

  /** Of the names that were added, in their order. */
  forEach(visit: (name: number, count: number, size: number) => void): void {
    for (let name = 0; name < this.#counts.length; name++)
      if (this.#counts[name] !== 0) visit(name, this.#counts[name]!, this.#sizes[name]!);
  }

  #grow(name: number): void {
    const length = Math.max(this.#counts.length * 2, name + 1);
    const counts = new Float64Array(length);
    const sizes = new Float64Array(length);
    counts.set(this.#counts);
    sizes.set(this.#sizes);
    this.#counts = counts;
    this.#sizes = sizes;
  }
}
