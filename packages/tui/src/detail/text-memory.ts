/**
 * Remembers what was made of texts, up to `most` of them. Names that are not ASCII take a hundred times as long to measure
 * as others, and a page shows the same ones frame after frame.
 */
export class TextMemory<Made> {
  readonly #most: number;
  #made = new Map<string, Made>();

  constructor(most = 1000) {
    this.#most = most;
  }

  /** What `make` made of the same `text` under the same `how` before, or makes now. */
  recall(text: string, how: string, make: () => Made): Made {
    const key = `${how} ${text}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    if (this.#made.size >= this.#most) this.#made.clear();
    const made = make();
    this.#made.set(key, made);
    return made;
  }
}
