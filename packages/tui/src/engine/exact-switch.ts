import { type ExactSites, type HeldExactSites, holdExactSites } from '@heaptide/targets';
import type { LiveTarget } from './engine-options.js';
import type { EngineState } from './watch-engine.js';

type ExactTarget = Required<Pick<LiveTarget, 'name' | 'exactSites'>>;

/** The process may be gone. */
const END_LIMIT_MS = 10_000;

/** Exact sites as the user turns them on and off. One turn after the other: what is on is always known, and is ended. */
export class ExactSwitch {
  readonly #target: ExactTarget;
  readonly #closing = new AbortController();
  #held: HeldExactSites | undefined;
  #told: { readonly answer: ExactSites; readonly state: EngineState['exact'] } | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(target: ExactTarget) {
    this.#target = target;
  }

  /** How they stand after the last answer, the same object until the next; `undefined` while they are off. */
  get state(): EngineState['exact'] {
    const answer = this.#held?.state;
    if (answer === undefined) return undefined;
    if (this.#told?.answer !== answer) {
      const { until, always } = answer;
      this.#told = { answer, state: { until, always } };
    }
    return this.#told.state;
  }

  /**
   * `false` where the process could not be told, so that they end by themselves.
   * @throws {HeaptideError} when they cannot be switched on.
   */
  turn(on: boolean): Promise<boolean> {
    const turned = this.#turn.then(() => (on ? this.#begin() : this.#end()));
    this.#turn = turned.catch(() => undefined);
    return turned;
  }

  /** Ends them for good, also those whose beginning is under way. */
  close(): Promise<boolean> {
    this.#closing.abort();
    return this.turn(false);
  }

  async #begin(): Promise<boolean> {
    const { signal } = this.#closing;
    signal.throwIfAborted();
    if (this.#held !== undefined) return true;
    try {
      this.#held = await holdExactSites(this.#target, { signal });
    } catch (error) {
      // The process may have heard what was given up.
      if (signal.aborted) await this.#tellEnd();
      throw error;
    }
    return true;
  }

  async #end(): Promise<boolean> {
    const held = this.#held;
    this.#held = undefined;
    return (await held?.end()) ?? true;
  }

  async #tellEnd(): Promise<void> {
    try {
      await this.#target.exactSites({ seconds: 0 }, AbortSignal.timeout(END_LIMIT_MS));
    } catch {
      // They end by themselves.
    }
  }
}
