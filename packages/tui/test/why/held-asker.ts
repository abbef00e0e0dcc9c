import type { WhyAnswer, WhyAsked, WhyAsker } from '@heaptide/targets';

/** An asker that tells and answers what a test has it tell and answer, and hears when a question is taken back. */
export class HeldAsker implements WhyAsker {
  readonly asked: WhyAsked[] = [];
  /** Rejects when a question is taken back, as askers do; otherwise it goes on as if it had not heard. */
  hears = true;
  #settle: { readonly answer: (value: WhyAnswer) => void; readonly fail: (error: Error) => void } | undefined;

  ask(asked: WhyAsked): Promise<WhyAnswer> {
    this.asked.push(asked);
    return new Promise((answer, fail) => {
      this.#settle = { answer, fail };
      if (this.hears)
        asked.signal?.addEventListener('abort', () => fail(asked.signal!.reason as Error), { once: true });
    });
  }

  step(step: Parameters<NonNullable<WhyAsked['onStep']>>[0]): void {
    this.asked.at(-1)?.onStep?.(step);
  }

  answer(value: WhyAnswer): void {
    this.#settle?.answer(value);
  }

  fail(error: Error): void {
    this.#settle?.fail(error);
  }
}
