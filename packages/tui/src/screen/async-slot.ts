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
  #underWay: string | undefined;
  #next: { readonly key: string; readonly ask: () => Promise<Value> } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `key` tells questions apart. */
  ask(key: string, ask: () => Promise<Value>): SlotAnswer<Value> {
    if (this.#asked !== key) {
      this.#asked = key;
      this.#next = key === this.#underWay || this.#hasAnswer(key) ? undefined : { key, ask };
      this.#proceed();
    }
    const isCurrent = this.#answered === key;
    return { value: this.#value, isCurrent, problem: isCurrent ? this.#problem : undefined };
  }

  #hasAnswer(key: string | undefined): boolean {
    return this.#answered === key && this.#problem === undefined;
  }

  #proceed(): void {
    const next = this.#next;
    if (this.#underWay !== undefined || next === undefined) return;
    this.#next = undefined;
    this.#underWay = next.key;
    void settle(next.ask).then((settled) => {
      // The answer to a question that was taken back takes nothing away from the present one.
      if (next.key === this.#asked || !this.#hasAnswer(this.#asked)) this.#take(next.key, settled);
      this.#underWay = undefined;
      this.#proceed();
      this.#changed();
    });
  }

  #take(key: string, { value, problem }: Settled<Value>): void {
    this.#answered = key;
    this.#value = value;
    this.#problem = problem;
  }
}

type Settled<Value> = Pick<SlotAnswer<Value>, 'value' | 'problem'>;

async function settle<Value>(ask: () => Promise<Value>): Promise<Settled<Value>> {
  try {
    return { value: await ask(), problem: undefined };
  } catch (error) {
    return { value: undefined, problem: (error as Error).message };
  }
}
