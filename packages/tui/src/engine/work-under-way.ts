interface Work {
  readonly words: string | undefined;
  readonly done: Promise<unknown>;
}

/** What an engine is doing besides capturing: told in words while it lasts, and awaited in the end. */
export class WorkUnderWay {
  readonly #changed: () => void;
  readonly #works = new Set<Work>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Of what began last; absent while there is nothing that has words. */
  get words(): string | undefined {
    return [...this.#works].findLast(({ words }) => words !== undefined)?.words;
  }

  /** Waits for `done`, of which `words` are told meanwhile. */
  async wait<Value>(done: Promise<Value>, words?: string): Promise<Value> {
    const work = { words, done };
    this.#works.add(work);
    this.#changed();
    try {
      return await done;
    } finally {
      this.#works.delete(work);
      this.#changed();
    }
  }

  /** When all that is under way has come to its end, be it a bad one. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#works].map(({ done }) => done));
  }
}
