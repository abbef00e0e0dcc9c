const SWEEP_MS = 500;

/** Something that must not wait for ever. */
export interface Bounded {
  /** Clock time, in the milliseconds of `performance.now`, at which `onDeadline` is due; Infinity while nothing is waited for. */
  deadline: number;
  onDeadline(): void;
}

/**
 * Time limits of very many connections that change with every request: one timer looks at all of them twice a second,
 * where a timer each would cost more than the requests. A limit is kept to within that half second.
 */
export class Deadlines {
  readonly #bounded = new Set<Bounded>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#sweep(), SWEEP_MS);
    this.#timer.unref();
  }

  add(bounded: Bounded): void {
    this.#bounded.add(bounded);
  }

  remove(bounded: Bounded): void {
    this.#bounded.delete(bounded);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#bounded.clear();
  }

  #sweep(): void {
    const now = performance.now();
    for (const bounded of this.#bounded) {
      if (bounded.deadline > now) continue;
      bounded.deadline = Infinity;
      bounded.onDeadline();
    }
  }
}
