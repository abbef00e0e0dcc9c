import { type Runtime, Session } from 'node:inspector';
import type { ReadingAnswer, ReadingRequest } from '../reading/heap-reading.js';
import { IsolateSilent, type Question, ReadingFailed, settle, silence } from './isolate-answer.js';
import type { LinkState } from '../reading/link-state.js';
import { SEND_ANSWERS } from '../reading/reader-key.js';

/** How to reach the main thread. */
export interface MainLinkOptions {
  readonly state: LinkState;
  /** Puts a {@link ReadingRequest}, as JSON, where the main isolate finds it. */
  readonly put: (request: string) => void;
  readonly timeoutMs: number;
}

/** From Node 22 on V8 takes snapshots only between tasks. */
const TURN_TIMEOUT_MS = 5000;
const BUSY = `the main thread is busy: its event loop did not turn for ${TURN_TIMEOUT_MS / 1000} s, and only then can V8 take a heap snapshot`;

interface Pending {
  readonly id: number;
  readonly settle: (answer: ReadingAnswer) => void;
  readonly fail: (error: Error) => void;
  readonly onChunk: ((text: string) => void) | undefined;
}

/**
 * The worker's way into the main isolate: an inspector session that lives for one question. The evaluation runs in an
 * interrupt, so it gets through while the main thread is busy in JavaScript. One question at a time.
 */
export class MainLink {
  readonly #options: MainLinkOptions;
  #lastId = 0;
  #pending: Pending | undefined;
  #takesSnapshot = false;

  constructor(options: MainLinkOptions) {
    this.#options = options;
  }

  /** Whether a heap snapshot is wanted or being taken. */
  get takesSnapshot(): boolean {
    return this.#takesSnapshot;
  }

  /** @throws {IsolateSilent} {@link ReadingFailed} */
  ask(question: Question): Promise<ReadingAnswer> {
    return this.#ask(question, this.#options.timeoutMs, undefined);
  }

  /**
   * Has the main thread send a heap snapshot, chunk by chunk; `onChunk` must tell the {@link LinkState} when it has let
   * one go. @throws {IsolateSilent} {@link ReadingFailed}
   */
  async snapshot(timeoutMs: number, onChunk: (text: string) => void): Promise<void> {
    const { state } = this.#options;
    state.beginSnapshot();
    this.#takesSnapshot = true;
    const progress = { begun: false };
    const impatience = setTimeout(() => {
      if (!progress.begun) this.#pending?.fail(new IsolateSilent(BUSY));
    }, TURN_TIMEOUT_MS);
    try {
      await this.#ask({ want: 'snapshot', collect: false }, timeoutMs, (text) => {
        progress.begun = true;
        if (text !== '') onChunk(text);
      });
    } catch (error) {
      // Or it would be taken yet when the event loop turns.
      if (!progress.begun) await this.ask({ want: 'no-snapshot', collect: false }).catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(impatience);
      this.#takesSnapshot = false;
      state.endSnapshot();
    }
  }

  /** Takes an answer in. One that comes too late is dropped. */
  receive(json: string): void {
    if (json === '') return;
    const answer = JSON.parse(json) as ReadingAnswer;
    if (answer.id === this.#pending?.id) this.#pending.settle(answer);
  }

  /** Takes a piece of a snapshot in. */
  receiveChunk(id: number, text: string): void {
    if (id === this.#pending?.id) this.#pending.onChunk?.(text);
  }

  /** Gives up the question under way, since the main thread is about to exit. */
  letGo(): void {
    this.#pending?.fail(new ReadingFailed('the process is exiting'));
  }

  #ask(question: Question, timeoutMs: number, onChunk: Pending['onChunk']): Promise<ReadingAnswer> {
    const { state, put } = this.#options;
    if (!state.open) return Promise.reject(new ReadingFailed('the process is exiting'));
    const id = ++this.#lastId;
    const request: ReadingRequest = { ...question, id, deadline: Date.now() + timeoutMs };
    return new Promise((resolve, reject) => {
      const session = new Session();
      const finish = (outcome: () => void): void => {
        if (this.#pending?.id !== id) return;
        this.#pending = undefined;
        clearTimeout(timer);
        session.disconnect();
        outcome();
      };
      const fail = (error: Error): void => finish(() => reject(error));
      const timer = setTimeout(() => fail(new IsolateSilent(silence('main thread', timeoutMs))), timeoutMs);
      this.#pending = {
        id,
        settle: (answer) => finish(() => settle(answer, resolve, reject)),
        fail,
        onChunk,
      };
      try {
        session.connectToMainThread();
        put(JSON.stringify(request));
        session.post(
          'Runtime.evaluate',
          { expression: SEND_ANSWERS, returnByValue: true, silent: true },
          (error, answer?: Runtime.EvaluateReturnType) => {
            if (error !== null) fail(new ReadingFailed(error.message));
            else if (answer?.result.value !== true) fail(new ReadingFailed('the agent has stopped'));
          },
        );
      } catch (error) {
        fail(new ReadingFailed(`the main thread cannot be reached: ${String(error)}`));
      }
    });
  }
}
