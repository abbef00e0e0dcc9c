import type { Clock } from '../../clock.js';
import { copyText } from '../copy-text.js';

/** How many are renewed at once. */
const BATCH = 200;
/**
 * What was held for less was found so short a time ago that its end need not be told: nearly every request, which would
 * cost a command more each.
 */
const BRIEF_MS = 1_000;

interface Held {
  streams: number;
  readonly since: number;
}

export interface HeldSessionsOptions {
  readonly everyMs: number;
  /** Gives the session its whole time again. May reject, and is then tried again with the next round. */
  readonly renew: (id: string) => Promise<unknown>;
  readonly clock: Clock;
}

/** Sessions with an open stream, which one timer for all keeps from expiring. */
export class HeldSessions {
  readonly #held = new Map<string, Held>();
  readonly #options: HeldSessionsOptions;
  #cancelTimer: (() => void) | undefined;
  #isRenewing = false;

  constructor(options: HeldSessionsOptions) {
    this.#options = options;
  }

  /**
   * Until the returned function is called, once, which renews the session for the last time where it was held for a second
   * or more.
   */
  hold(id: string): () => void {
    const held = this.#held.get(id);
    if (held !== undefined) {
      held.streams += 1;
      return () => this.#release(id, held);
    }
    const ownId = copyText(id);
    const begun = { streams: 1, since: this.#options.clock.now() };
    this.#held.set(ownId, begun);
    this.#setTimer();
    return () => this.#release(ownId, begun);
  }

  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#held.clear();
  }

  #release(id: string, held: Held): void {
    held.streams -= 1;
    if (held.streams > 0 || this.#held.get(id) !== held) return;
    this.#held.delete(id);
    const { clock, renew } = this.#options;
    if (clock.now() - held.since >= BRIEF_MS) renew(id).catch(() => undefined);
  }

  #setTimer(): void {
    if (this.#cancelTimer !== undefined || this.#isRenewing || this.#held.size === 0) return;
    const { clock, everyMs } = this.#options;
    this.#cancelTimer = clock.schedule(everyMs, () => void this.#renewAll());
  }

  async #renewAll(): Promise<void> {
    this.#cancelTimer = undefined;
    this.#isRenewing = true;
    const ids = [...this.#held.keys()];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH).filter((id) => this.#held.has(id));
      const outcomes = await Promise.allSettled(batch.map((id) => this.#options.renew(id)));
      if (outcomes.some(({ status }) => status === 'rejected')) break;
    }
    this.#isRenewing = false;
    this.#setTimer();
  }
}
