import { HeaptideError } from '@heaptide/profile/error';
import type { WhyAnswer } from '@heaptide/why';
import { Worker } from 'node:worker_threads';
import { PulseWatch } from './pulse-watch.js';
import type { QuestionOrder, QuestionReport, QuestionSettings } from './question-protocol.js';
import { QuestionPulse } from './question-pulse.js';

/** The thread that asked has ended in the middle of it. */
export class QuestionBroken extends Error {
  override readonly name = 'QuestionBroken';
}

/** What is asked, and for how long. */
export interface QuestionThreadOptions extends Omit<QuestionSettings, 'pulse'> {
  readonly signal: AbortSignal;
  /** Resolves once the main thread has seen to all that it was told by then, or cannot. */
  readonly mainIsThrough: () => Promise<unknown>;
}

const LOOK_MS = 50;
/** Longer than all its own bounds allow on a main thread that answers. */
const LONGEST_MS = 60_000;
/** How long it may take to leave the process as it was. */
const LEAVE_MS = 2000;
const LET_GO_MS = 100;

/** A ceiling, not a reservation: room for what the inspector tells of some ten thousand scripts. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };

/**
 * Asks from a thread of its own, whose session with the main thread ends with it, however it ends: by that the main
 * thread goes on wherever it was stopped. Here is watched that it gives signs of life, and stops the main thread for
 * moments only.
 */
export class QuestionThread {
  readonly #pulse = new QuestionPulse();
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  readonly #mainIsThrough: () => Promise<unknown>;
  #released: Promise<void> | undefined;

  constructor({ signal, mainIsThrough, ...settings }: QuestionThreadOptions) {
    const workerData: QuestionSettings = { ...settings, pulse: this.#pulse.shared };
    this.#signal = signal;
    this.#mainIsThrough = mainIsThrough;
    this.#worker = new Worker(new URL('./question-main.js', import.meta.url), {
      name: 'heaptide why',
      argv: [],
      execArgv: [],
      env: {},
      resourceLimits: RESOURCE_LIMITS,
      workerData,
    });
  }

  get threadId(): number {
    return this.#worker.threadId;
  }

  /**
   * The answer, once the thread has ended.
   * @throws {HeaptideError} that the question met, {@link QuestionBroken}, or the signal's reason.
   */
  answer(): Promise<WhyAnswer> {
    const worker = this.#worker;
    const watch = new PulseWatch(performance.now());
    const timers: NodeJS.Timeout[] = [];
    let reason = 'its thread ended';
    let report: QuestionReport | undefined;
    let isStopped = false;
    const end = (why: string): void => {
      reason = why;
      void worker.terminate();
    };
    const stop = (why: string): void => {
      isStopped = true;
      reason = why;
      this.#order('stop');
      timers.push(setTimeout(() => end(why), LEAVE_MS));
    };
    const onAbort = (): void => stop('nobody waits for the answer');
    return new Promise<WhyAnswer>((resolve, reject) => {
      timers.push(
        setInterval(() => {
          const why = watch.look(this.#pulse.reading, performance.now());
          if (why !== undefined) end(why);
          if (this.#pulse.hasLeft) void this.#release();
        }, LOOK_MS),
        setTimeout(() => stop(`it took longer than ${LONGEST_MS / 1000} s`), LONGEST_MS),
      );
      if (this.#signal.aborted) onAbort();
      else this.#signal.addEventListener('abort', onAbort, { once: true });
      worker.on('message', (message: QuestionReport) => {
        report = message;
        void this.#release().finally(() => void worker.terminate());
      });
      worker.on('error', (error) => (reason = error.message));
      worker.once('exit', () => {
        if (report?.kind === 'answer') resolve(report.answer);
        else reject(this.#problem(isStopped ? undefined : report, reason));
      });
    }).finally(() => {
      this.#signal.removeEventListener('abort', onAbort);
      for (const timer of timers) clearTimeout(timer);
    });
  }

  /** Has its session end at once, since the main thread is about to exit. Blocks, for a moment only. */
  letGo(): void {
    this.#order('let-go');
    if (this.#pulse.waitUntilLeft(LET_GO_MS)) return;
    void this.#worker.terminate();
    this.#pulse.waitUntilLeft(LET_GO_MS);
  }

  /** The session has ended: as soon as the main thread has noticed, the thread may end, too. */
  #release(): Promise<void> {
    return (this.#released ??= this.#mainIsThrough()
      .catch(() => undefined)
      .then(() => this.#pulse.release()));
  }

  #order(order: QuestionOrder): void {
    this.#worker.postMessage(order);
  }

  #problem(report: QuestionReport | undefined, reason: string): Error {
    if (this.#signal.aborted) return this.#signal.reason as Error;
    if (report?.kind !== 'failed') return new QuestionBroken(reason);
    const { code, message } = report;
    return code === undefined
      ? new QuestionBroken(message)
      : new HeaptideError(code as HeaptideError['code'], message);
  }
}
