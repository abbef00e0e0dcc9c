import type { Clock } from '../../clock.js';
import { copyText } from '../copy-text.js';

/** How many are renewed at once. */
const BATCH = 200;

export interface HeldSessionsOptions {
  readonly everyMs: number;
  /** Gives the session its whole time again. May reject, and is then tried again with the next round. */
  readonly renew: (id: string) => Promise<unknown>;
  readonly clock: Clock;
}

/** Sessions with an open stream, which one timer for all keeps from expiring. */
export class HeldSessions {
  readonly #streams = new Map<string, number>();
  readonly #options: HeldSessionsOptions;
  #cancelTimer: (() => void) | undefined;
  #isRenewing = false;

  constructor(options: HeldSessionsOptions) {
    this.#options = options;
  }

  /** Until the returned function is called, once, which renews the session for the last time. */
  hold(id: string): () => void {
    const ownId = copyText(id);
    this.#streams.set(ownId, (this.#streams.get(ownId) ?? 0) + 1);
    this.#setTimer();
    return () => this.#release(ownId);
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#streams.clear();
  }

  #release(id: string): void {
    const streams = this.#streams.get(id);
    if (streams === undefined) return;
    if (streams > 1) {
      this.#streams.set(id, streams - 1);
      return;
    }
    this.#streams.delete(id);
    this.#options.renew(id).catch(() => undefined);
  }

  #setTimer(): void {
    if (this.#cancelTimer !== undefined || this.#isRenewing || this.#streams.size === 0) return;
    const { clock, everyMs } = this.#options;
    this.#cancelTimer = clock.schedule(everyMs, () => void this.#renewAll());
  }

  async #renewAll(): Promise<void> {
    this.#cancelTimer = undefined;
    this.#isRenewing = true;
    const ids = [...this.#streams.keys()];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH).filter((id) => this.#streams.has(id));
      const outcomes = await Promise.allSettled(batch.map((id) => this.#options.renew(id)));
      if (outcomes.some(({ status }) => status === 'rejected')) break;
    }
    this.#isRenewing = false;
    this.#setTimer();
  }
}
