import { HeaptideError, type WhyAnswer, type WhyAsker, type WhyStep } from '@heaptide/targets';
import type { FunctionPlace } from '../engine/watch-engine.js';
import { untilAborted } from '../session/until-aborted.js';
import { type AskedSite, isSamePlace, type SiteAnswer } from './site-answer.js';

export interface WhyDeskOptions {
  readonly asker: WhyAsker;
  /** The site as the process has it, before source maps. */
  readonly rawPlace: (site: FunctionPlace) => Promise<FunctionPlace>;
  /** Puts original names into an answer. */
  readonly mapAnswer: (answer: WhyAnswer, site: FunctionPlace) => WhyAnswer;
  /** Work counter to divide growth by; `undefined` leaves it to the process. */
  readonly unit: () => string | undefined;
  readonly now: () => number;
  readonly changed: () => void;
}

/** Answers that are kept, the newest ones. */
const MOST_ANSWERS = 50;
/** Beyond that nobody answers any more. */
const LONGEST_MS = 90_000;
/** For a question that is taken back to leave the process as it was. */
const ENDING_MS = 5000;

/** Who retains what a site allocates, as the user asks for it: one question at a time, and the answers that came. */
export class WhyDesk {
  readonly #options: WhyDeskOptions;
  #asked: AskedSite | undefined;
  #answers: readonly SiteAnswer[] = [];
  #ending: AbortController | undefined;
  #isClosed = false;

  constructor(options: WhyDeskOptions) {
    this.#options = options;
  }

  /** The question that is under way, the same object until it changes. */
  get asked(): AskedSite | undefined {
    return this.#asked;
  }

  /** One for each site, the oldest first; the same array until it changes. */
  get answers(): readonly SiteAnswer[] {
    return this.#answers;
  }

  /**
   * Asks the process, and keeps the answer.
   * @throws {HeaptideError} `HT_E_WHY` where a question is under way or this one was taken back; what the asker throws.
   */
  async ask(place: FunctionPlace): Promise<WhyAnswer> {
    if (this.#isClosed) throw new HeaptideError('HT_E_WHY', 'the watch is over');
    if (this.#asked !== undefined) {
      throw new HeaptideError('HT_E_WHY', 'one question at a time: another is under way');
    }
    const ending = (this.#ending = new AbortController());
    this.#tell({ place, step: undefined, since: this.#options.now(), isEnding: false });
    try {
      const answer = this.#options.mapAnswer(await this.#answered(place, ending), place);
      this.#answers = [
        ...this.#answers.filter((each) => !isSamePlace(each.place, place)),
        { place, answer },
      ].slice(-MOST_ANSWERS);
      return answer;
    } finally {
      this.#ending = undefined;
      this.#tell(undefined);
    }
  }

  /** Takes the question back, if there is one. */
  end(): void {
    if (this.#asked === undefined || this.#ending?.signal.aborted === true) return;
    this.#tell({ ...this.#asked, isEnding: true });
    this.#ending?.abort(new HeaptideError('HT_E_WHY', 'the question was taken back'));
  }

  close(): void {
    this.#isClosed = true;
    this.end();
  }

  /** The answer, or what ended the question: which is not waited for beyond its bounds, whatever the asker does. */
  async #answered(place: FunctionPlace, ending: AbortController): Promise<WhyAnswer> {
    const { signal } = ending;
    const late = setTimeout(
      () => ending.abort(new HeaptideError('HT_E_WHY', `no answer came within ${LONGEST_MS / 1000} s`)),
      LONGEST_MS,
    );
    const asking = this.#ask(place, signal);
    try {
      const answer = await untilAborted(asking, signal);
      if (answer !== undefined) return answer;
      await settledWithin(asking, ENDING_MS);
      throw signal.reason as Error;
    } catch (error) {
      throw signal.aborted ? (signal.reason as Error) : error;
    } finally {
      clearTimeout(late);
    }
  }

  async #ask(place: FunctionPlace, signal: AbortSignal): Promise<WhyAnswer> {
    const { asker, rawPlace, unit } = this.#options;
    const { function: name, file, line, column = 0 } = await rawPlace(place);
    signal.throwIfAborted();
    const by = unit();
    return asker.ask({
      site: { function: name, file, line, column: Math.max(1, column) },
      signal,
      onStep: (step) => this.#step(step),
      ...(by === undefined ? {} : { unit: by }),
    });
  }

  #step(step: WhyStep): void {
    if (this.#asked !== undefined) this.#tell({ ...this.#asked, step });
  }

  #tell(asked: AskedSite | undefined): void {
    this.#asked = asked;
    this.#options.changed();
  }
}

/** When `promise` has come to its end, be it a bad one, or after so long. */
async function settledWithin(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([promise.catch(() => undefined), late]);
  clearTimeout(timer);
}
