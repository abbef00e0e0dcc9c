export interface SlotAnswer<Value> {
  /** What was answered last, be it to an earlier question; `undefined` before the first answer. */
  readonly value: Value | undefined;
  /** The value answers the question that was asked now. */
  readonly isCurrent: boolean;
  /** Why the question that was asked now has no answer. */
  readonly problem: string | undefined;
}

/**
 * Holds the answer to the last question of one kind. Asking never waits: a question that is new is passed on, and `changed`
 * is called when its answer has come. While one question is under way the next waits for it, and only the newest of those.
 */
export class AsyncSlot<Value> {
  readonly #changed: () => void;
  #asked: string | undefined;
  #answered: string | undefined;
  #value: Value | undefined;
  #problem: string | undefined;
  #isBusy = false;
  #next: { readonly key: string; readonly ask: () => Promise<Value> } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `key` tells questions apart. */
  ask(key: string, ask: () => Promise<Value>): SlotAnswer<Value> {
    if (this.#asked !== key) {
      this.#asked = key;
      this.#next = { key, ask };
      this.#proceed();
    }
    const isCurrent = this.#answered === key;
    return { value: this.#value, isCurrent, problem: isCurrent ? this.#problem : undefined };
  }

  #proceed(): void {
    const next = this.#next;
    if (this.#isBusy || next === undefined) return;
    this.#next = undefined;
    this.#isBusy = true;
    void next
      .ask()
      .then(
        (value) => this.#take(next.key, value, undefined),
        (error: unknown) => this.#take(next.key, undefined, (error as Error).message),
      )
      .then(() => {
        this.#isBusy = false;
        this.#proceed();
        this.#changed();
      });
  }

  #take(key: string, value: Value | undefined, problem: string | undefined): void {
    this.#answered = key;
    this.#value = value;
    this.#problem = problem;
  }
}
