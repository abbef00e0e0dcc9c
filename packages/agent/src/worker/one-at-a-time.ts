/** More tasks wait than may. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** Runs tasks in the order of their coming, never two at once. */
export class OneAtATime {
  readonly #maxWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Runs `task` when all before it have ended; not at all if `signal` is aborted by then.
   * @throws {QueueFull} at once, or whatever `task` or `signal` has for a reason.
   */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#waiting >= this.#maxWaiting) throw new QueueFull();
    this.#waiting++;
    const turn = this.#last.then(() => {
      this.#waiting--;
      signal.throwIfAborted();
      return task();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
