import type { PulseReading } from './question-pulse.js';

/** How long what may be. Together with the time between two looks and that of an end they are below a second. */
export interface PulseLimits {
  /** The main thread stopped. */
  readonly pausedMs: number;
  /** No sign of life while the main thread may be stopped. */
  readonly silentArmedMs: number;
  /** No sign of life else. */
  readonly silentMs: number;
}

export const PULSE_LIMITS: PulseLimits = { pausedMs: 400, silentArmedMs: 700, silentMs: 5000 };

/** Tells from looks at a pulse when the thread that asks has to be ended, so that the main thread goes on. */
export class PulseWatch {
  readonly #limits: PulseLimits;
  #beats: { readonly count: number; readonly since: number };
  #pause: { readonly number: number; readonly since: number } | undefined;

  constructor(now: number, limits = PULSE_LIMITS) {
    this.#limits = limits;
    this.#beats = { count: 0, since: now };
  }

  /** Why it has to be ended, or `undefined`. `now` in milliseconds of any clock. */
  look({ beats, pauses, resumed, armed }: PulseReading, now: number): string | undefined {
    if (beats !== this.#beats.count) this.#beats = { count: beats, since: now };
    if (!armed || pauses === resumed) this.#pause = undefined;
    else if (this.#pause?.number !== pauses) this.#pause = { number: pauses, since: now };
    const { pausedMs, silentArmedMs, silentMs } = this.#limits;
    if (this.#pause !== undefined && now - this.#pause.since >= pausedMs) {
      return `it kept the main thread stopped for ${pausedMs} ms`;
    }
    const silent = armed ? silentArmedMs : silentMs;
    return now - this.#beats.since >= silent ? `it gave no sign of life for ${silent} ms` : undefined;
  }
}
