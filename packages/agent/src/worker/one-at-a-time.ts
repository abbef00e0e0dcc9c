/** More tasks wait than may. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** Runs tasks in the order of their coming, never two at once. */
export class OneAtATime {
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Runs `task` when all before it have ended; not at all if `signal` is aborted by then.
   * @throws {QueueFull} at once, or whatever `task` or `signal` has for a reason.
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#waiting.length >= this.#maxWaiting) throw new QueueFull();
    await this.#turn((turn) => this.#waiting.push(turn), signal);
    return this.#finish(task);
  }

  /** Runs `task` before all that wait, however many they are. */
  async runNext<T>(task: () => Promise<T>): Promise<T> {
    await this.#turn((turn) => this.#waiting.unshift(turn));
    return this.#finish(task);
  }

  /** Resolves when it is the caller's turn, who then has to {@link #finish}. */
  async #turn(wait: (turn: () => void) => void, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#busy) {
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          const place = this.#waiting.indexOf(turn);
          if (place >= 0) this.#waiting.splice(place, 1);
          reject(signal!.reason as Error);
        };
        const turn = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        signal?.addEventListener('abort', leave, { once: true });
        wait(turn);
      });
    }
    this.#busy = true;
  }

  async #finish<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      // Whoever is next stays busy in our place, so that nobody slips in between.
      if (next === undefined) this.#busy = false;
      else next();
    }
  }
}
