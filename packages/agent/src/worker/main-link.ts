import { type Runtime, Session } from 'node:inspector';
import type { HeapReading, ProcessState, ReadingAnswer, ReadingRequest } from '../reading/heap-reading.js';
import type { LinkState } from '../reading/link-state.js';
import { READER_KEY } from '../isolate/main-reader.js';

/** The main thread did not answer in time: it sits in a native call that takes no interrupts. */
export class MainThreadSilent extends Error {
  override readonly name = 'MainThreadSilent';
}

/** The main thread answered that it cannot read, or is about to exit. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
}

/** How to reach the main thread. */
export interface MainLinkOptions {
  readonly state: LinkState;
  readonly timeoutMs: number;
}

interface Pending {
  readonly id: number;
  readonly settle: (answer: ReadingAnswer) => void;
  readonly fail: (error: Error) => void;
}

/**
 * The worker's way into the main isolate: an inspector session that lives for one question. The evaluation runs in an
 * interrupt, so it gets through while the main thread is busy in JavaScript. One question at a time.
 */
export class MainLink {
  readonly #options: MainLinkOptions;
  #lastId = 0;
  #pending: Pending | undefined;

  constructor(options: MainLinkOptions) {
    this.#options = options;
  }

  /** Both trees. @throws {MainThreadSilent} {@link ReadingFailed} */
  async readHeap(collect: boolean): Promise<HeapReading> {
    const answer = await this.#ask({ want: 'heap', collect });
    if ('heap' in answer) return answer.heap;
    throw unexpected(answer);
  }

  /** Everything but the trees. @throws {MainThreadSilent} {@link ReadingFailed} */
  async readState(): Promise<ProcessState> {
    const answer = await this.#ask({ want: 'state', collect: false });
    if ('state' in answer) return answer.state;
    throw unexpected(answer);
  }

  /** Takes an answer in. One that comes too late is dropped. */
  receive(json: string): void {
    const answer = JSON.parse(json) as ReadingAnswer;
    if (answer.id === this.#pending?.id) this.#pending.settle(answer);
  }

  /** Gives up the question under way, since the main thread is about to exit. */
  letGo(): void {
    this.#pending?.fail(new ReadingFailed('the process is exiting'));
  }

  #ask(question: Pick<ReadingRequest, 'want' | 'collect'>): Promise<ReadingAnswer> {
    const { state, timeoutMs } = this.#options;
    if (!state.open()) return Promise.reject(new ReadingFailed('the process is exiting'));
    const id = ++this.#lastId;
    const request: ReadingRequest = { ...question, id, deadline: Date.now() + timeoutMs };
    return new Promise((resolve, reject) => {
      const session = new Session();
      const finish = (outcome: () => void): void => {
        if (this.#pending?.id !== id) return;
        this.#pending = undefined;
        clearTimeout(timer);
        session.disconnect();
        state.closed();
        outcome();
      };
      const fail = (error: Error): void => finish(() => reject(error));
      const timer = setTimeout(() => fail(new MainThreadSilent(silence(timeoutMs))), timeoutMs);
      this.#pending = { id, settle: (answer) => finish(() => resolve(answer)), fail };
      try {
        session.connectToMainThread();
        session.post(
          'Runtime.evaluate',
          evaluation(request),
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

function evaluation(request: ReadingRequest): {
  expression: string;
  returnByValue: boolean;
  silent: boolean;
} {
  const argument = JSON.stringify(JSON.stringify(request));
  const reader = `globalThis[Symbol.for(${JSON.stringify(READER_KEY)})]`;
  return {
    expression: `((read) => read !== undefined && (read(${argument}), true))(${reader})`,
    returnByValue: true,
    silent: true,
  };
}

function silence(timeoutMs: number): string {
  return `the main thread did not answer within ${timeoutMs / 1000} s; it is inside a native call`;
}

function unexpected(answer: ReadingAnswer): Error {
  return new ReadingFailed(
    'error' in answer ? answer.error : 'the main thread gave another answer than asked',
  );
}
