import type { Admission } from './admission.js';
import type { Captures } from './captures.js';
import type { ExactSitesAnswer, ExactSitesWish } from '../reading/exact-sites-wish.js';
import { HttpProblem } from './http-problem.js';

/** As measured, see docs/agent.md. */
const COST =
  'some 20 % more CPU per request while they last, twice as much and more in the first seconds (measured: docs/agent.md)';
/** The isolate looks by itself, unless it is busy. */
const GRACE_MS = 1500;

type Granted = Exclude<ExactSitesAnswer, { refused: string }>;

/** What {@link ExactSitesControl} needs. */
export interface ExactSitesControlOptions {
  readonly captures: Pick<Captures, 'exactSites' | 'processState'>;
  readonly admission: Admission;
  /** Calls back after so many milliseconds; returns how to prevent it. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

/** Passes wishes for exact sites on to the main isolate, and sees to their end where its event loop does not turn. */
export class ExactSitesControl {
  readonly #options: ExactSitesControlOptions;
  #forget: () => void = () => undefined;

  constructor(options: ExactSitesControlOptions) {
    this.#options = options;
  }

  /**
   * The answer as JSON (schema `heaptide.exact-sites/1`). To end them is always possible; what begins them stops the main
   * thread for a moment, so it takes its turn with collections.
   * @throws {HttpProblem} 409 with the reason where they are not to be had, and what asking the isolate throws.
   */
  async wish(wish: ExactSitesWish, signal: AbortSignal): Promise<string> {
    const { captures, admission } = this.#options;
    const ask = (): Promise<ExactSitesAnswer> => captures.exactSites(wish, signal);
    const answer = wish.seconds === 0 ? await ask() : await admission.run(ask, signal);
    if ('refused' in answer) throw new HttpProblem(409, answer.refused);
    this.#watch(answer);
    return describe(answer);
  }

  #watch({ until }: Granted): void {
    this.#forget();
    if (until === undefined) return;
    // Whatever the isolate is asked, it first ends what is over.
    const look = (): void => void this.#options.captures.processState(undefined).catch(() => undefined);
    this.#forget = this.#options.after(until - Date.now() + GRACE_MS, look);
  }
}

function describe({ exactSites, always, until, interval, pauseMs }: Granted): string {
  const body = {
    schema: 'heaptide.exact-sites/1',
    exactSites,
    always,
    until: until === undefined ? undefined : new Date(until).toISOString(),
    interval,
    pauseMs,
    cost: exactSites && !always ? COST : undefined,
  };
  return JSON.stringify(body, undefined, 2) + '\n';
}
