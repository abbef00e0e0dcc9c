import { HeaptideError } from '@heaptide/profile/error';
import type { Profile } from '@heaptide/profile/write';
import type { WhyAnswer, WhyLimits, WhyQuestion } from '@heaptide/why';
import type { ReadText } from '../worker/cgroup.js';
import { HttpProblem } from '../worker/http-problem.js';
import { findSite } from './find-site.js';
import { clientsOf } from './inspector-clients.js';
import { REMOVE_WHAT_IS_LEFT } from './left-behind.js';
import { QuestionBroken } from './question-thread.js';
import { limitsWithin, memoryLeft, whyTooTight } from './why-room.js';
import type { WhyWish } from './why-wish.js';

/** A question under way. */
export interface UnderWay {
  readonly threadId: number;
  answer(): Promise<WhyAnswer>;
  letGo(): void;
}

/** What {@link WhyControl} needs. */
export interface WhyControlOptions {
  /** Begins to ask. */
  readonly begin: (question: {
    readonly asked: Pick<WhyQuestion, 'site' | 'unit' | 'collect'>;
    readonly limits: Partial<WhyLimits>;
    readonly signal: AbortSignal;
    /** Resolves once the main thread has seen to all that it was told by then, or cannot. */
    readonly mainIsThrough: () => Promise<unknown>;
  }) => UnderWay;
  /** Evaluates in the main thread. */
  readonly evaluate: (expression: string, signal: AbortSignal) => Promise<unknown>;
  /** The heap as it is now. */
  readonly profile: (signal: AbortSignal) => Promise<Profile>;
  readonly takesSnapshot: () => boolean;
  readonly readText: ReadText;
}

const INSPECTOR_URL = `process.getBuiltinModule('node:inspector').url()`;
const UNTOLD =
  'whether a debugger is attached: the inspector is open, and this system does not tell who is connected to it';

/** Has the process asked who retains what a site allocates: one question at a time, and none beside another debugger. */
export class WhyControl {
  readonly #options: WhyControlOptions;
  readonly #exit = new AbortController();
  #isAsking = false;
  #underWay: UnderWay | undefined;

  constructor(options: WhyControlOptions) {
    this.#options = options;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Of the thread that asks, if one does. */
  get threadId(): number | undefined {
    return this.#underWay?.threadId;
  }

  /**
   * The answer as JSON (schema `heaptide.why/1`).
   * @throws {HttpProblem} 409 while another is asked, the process is debugged, or a snapshot is taken; 404 where no site of
   * that name is in the profile; 503 with the reason where it cannot be asked. Also what reading the heap throws, and the
   * reason of `signal`.
   */
  async ask(wish: WhyWish, signal: AbortSignal): Promise<string> {
    if (this.#isAsking) throw new HttpProblem(409, 'another question of who retains is under way');
    if (this.#options.takesSnapshot()) throw new HttpProblem(409, 'a heap snapshot is being taken');
    this.#isAsking = true;
    try {
      const either = AbortSignal.any([signal, this.#exit.signal]);
      return JSON.stringify(await this.#ask(wish, either), undefined, 2) + '\n';
    } finally {
      this.#isAsking = false;
    }
  }

  /** Takes away what a question may have left that was broken off with the thread that is now followed by this one. */
  async cleanUp(): Promise<void> {
    await this.#options.evaluate(REMOVE_WHAT_IS_LEFT, this.#exit.signal);
  }

  /** Ends every session with the main thread at once, since that is about to exit. */
  letGo(): void {
    this.#exit.abort(new Error('the process is exiting'));
    this.#underWay?.letGo();
  }

  async #ask(wish: WhyWish, signal: AbortSignal): Promise<WhyAnswer> {
    const { begin, profile, readText } = this.#options;
    const left = memoryLeft(readText);
    const tight = whyTooTight(left);
    if (tight !== undefined) throw new HttpProblem(503, tight);
    const clients = await this.#clients(signal);
    if (clients === 'some')
      throw new HttpProblem(409, 'a debugger is connected to the inspector of the process');
    const site = await findSite(async () => profile(signal), wish);
    if (site === undefined) throw new HttpProblem(404, `the profile has no bytes under ${nameOf(wish)}`);
    const asked = { site, collect: wish.collect, ...(wish.unit === undefined ? {} : { unit: wish.unit }) };
    const mainIsThrough = (): Promise<unknown> => this.#options.evaluate('0', this.#exit.signal);
    const answer = await this.#run(begin({ asked, limits: limitsWithin(left), signal, mainIsThrough }));
    return clients === 'untold' ? { ...answer, unknown: [...answer.unknown, UNTOLD] } : answer;
  }

  async #run(underWay: UnderWay): Promise<WhyAnswer> {
    this.#underWay = underWay;
    try {
      return await underWay.answer();
    } catch (error) {
      if (error instanceof HeaptideError) throw new HttpProblem(503, error.message);
      await this.cleanUp().catch(() => undefined);
      if (!(error instanceof QuestionBroken)) throw error;
      throw new HttpProblem(503, `the question was broken off: ${error.message}`);
    } finally {
      this.#underWay = undefined;
    }
  }

  async #clients(signal: AbortSignal): Promise<'none' | 'some' | 'untold'> {
    const url = await this.#options.evaluate(INSPECTOR_URL, signal);
    if (typeof url !== 'string' || !URL.canParse(url)) return 'none';
    const count = clientsOf(Number(new URL(url).port), this.#options.readText);
    if (count === undefined) return 'untold';
    return count > 0 ? 'some' : 'none';
  }
}

/** As it was asked for: the text is the client's own. */
function nameOf({ function: name, file, line, column }: WhyWish): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return place === '' ? name : `${name}@${place}`;
}
