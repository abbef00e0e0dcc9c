import { type NodeWorker, type Runtime, Session } from 'node:inspector';
import { IsolateSilent, type Question, ReadingFailed, settle, silence } from './isolate-answer.js';
import type { LinkState } from '../reading/link-state.js';
import { answerTo } from '../reading/reader-key.js';
import type { ReadingAnswer, ReadingRequest, ThreadInfo } from '../reading/heap-reading.js';

const LIST_TIMEOUT_MS = 1000;
const TITLE = /^\[worker (\d+)\]/;

interface Attached {
  readonly id: number;
  readonly title: string;
  readonly sessionId: string;
}

/** How to reach the threads, and which one is our own. */
export interface ThreadLinkOptions {
  readonly state: LinkState;
  readonly timeoutMs: number;
  /** Whether a thread is one of the agent's. */
  readonly isOwn: (threadId: number) => boolean;
}

/**
 * The way into the worker threads that the main thread has started: through its inspector, which passes messages on in
 * interrupts, so that neither a busy main thread nor a busy worker is in the way. Threads that other threads have
 * started cannot be reached.
 */
export class ThreadLink {
  readonly #options: ThreadLinkOptions;
  readonly #visits = new Set<Visit>();

  constructor(options: ThreadLinkOptions) {
    this.#options = options;
  }

  /** The threads, without the agent's. @throws {ReadingFailed} */
  list(): Promise<ThreadInfo[]> {
    return this.#withSession(async (visit) => {
      const threads: ThreadInfo[] = [];
      for (const { id, title, sessionId } of visit.attached()) {
        const sampled = await visit.evaluate(sessionId, answerTo('{"deadline":0}'), LIST_TIMEOUT_MS).then(
          (value) => typeof value === 'string',
          () => false,
        );
        threads.push({ id, title, sampled });
      }
      return threads.sort((a, b) => a.id - b.id);
    });
  }

  /** Asks the thread of that `threadId`. @throws {IsolateSilent} {@link ReadingFailed} */
  ask(threadId: number, question: Question): Promise<ReadingAnswer> {
    const { timeoutMs } = this.#options;
    // The same text for the same question: V8 keeps every text that it is given to evaluate.
    const request: ReadingRequest = { ...question, id: 0, deadline: Number.MAX_SAFE_INTEGER };
    return this.#withSession(async (visit) => {
      const thread = visit.attached().find(({ id }) => id === threadId);
      if (thread === undefined) throw new ReadingFailed(`there is no thread ${threadId}`);
      const call = answerTo(JSON.stringify(request));
      const value = await visit.evaluate(thread.sessionId, call, timeoutMs);
      if (typeof value !== 'string')
        throw new ReadingFailed(`the agent was not loaded in thread ${threadId}`);
      return new Promise((resolve, reject) => settle(JSON.parse(value) as ReadingAnswer, resolve, reject));
    });
  }

  /** Ends every session at once, since the main thread is about to exit. */
  letGo(): void {
    for (const visit of this.#visits) visit.end();
  }

  async #withSession<T>(use: (visit: Visit) => Promise<T>): Promise<T> {
    const { state, isOwn } = this.#options;
    if (!state.open) throw new ReadingFailed('the process is exiting');
    const visit = new Visit(isOwn);
    this.#visits.add(visit);
    try {
      await visit.begin(this.#options.timeoutMs);
      return await use(visit);
    } finally {
      this.#visits.delete(visit);
      visit.end();
    }
  }
}

/** One inspector session on the main thread, with one on each of its workers. */
class Visit {
  readonly #session = new Session();
  readonly #isOwn: ThreadLinkOptions['isOwn'];
  readonly #attached: Attached[] = [];
  readonly #waiting = new Map<number, (message: EvaluationAnswer) => void>();
  #lastId = 0;

  constructor(isOwn: ThreadLinkOptions['isOwn']) {
    this.#isOwn = isOwn;
  }

  async begin(timeoutMs: number): Promise<void> {
    try {
      this.#session.connectToMainThread();
    } catch (error) {
      throw new ReadingFailed(`the main thread cannot be reached: ${String(error)}`);
    }
    this.#session.on(
      'NodeWorker.attachedToWorker',
      ({ params }: { params: NodeWorker.AttachedToWorkerEventDataType }) => {
        const { sessionId, workerInfo } = params;
        const id = Number(TITLE.exec(workerInfo.title)?.[1]);
        if (Number.isInteger(id) && !this.#isOwn(id))
          this.#attached.push({ id, title: workerInfo.title, sessionId });
      },
    );
    this.#session.on(
      'NodeWorker.receivedMessageFromWorker',
      ({ params }: { params: NodeWorker.ReceivedMessageFromWorkerEventDataType }) => {
        const message = JSON.parse(params.message) as EvaluationAnswer;
        this.#waiting.get(message.id)?.(message);
      },
    );
    // All that are there have been told of before this is answered.
    await within(timeoutMs, 'main thread', (resolve, reject) =>
      this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) =>
        error === null ? resolve(undefined) : reject(new ReadingFailed(error.message)),
      ),
    );
  }

  attached(): readonly Attached[] {
    return this.#attached;
  }

  evaluate(sessionId: string, expression: string, timeoutMs: number): Promise<unknown> {
    const id = ++this.#lastId;
    const message = JSON.stringify({
      id,
      method: 'Runtime.evaluate',
      params: { expression, returnByValue: true, silent: true },
    });
    return within(timeoutMs, 'thread', (resolve, reject) => {
      this.#waiting.set(id, ({ result }) => {
        this.#waiting.delete(id);
        if (result === undefined) reject(new ReadingFailed('the thread cannot be asked'));
        else resolve(result.result.value);
      });
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
        if (error !== null) reject(new ReadingFailed(error.message));
      });
    });
  }

  end(): void {
    this.#session.disconnect();
  }
}

interface EvaluationAnswer {
  readonly id: number;
  readonly result?: Runtime.EvaluateReturnType;
}

async function within<T>(
  timeoutMs: number,
  who: string,
  act: (resolve: (value: T) => void, reject: (error: Error) => void) => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new IsolateSilent(silence(who, timeoutMs))), timeoutMs);
      act(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
