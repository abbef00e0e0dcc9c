import type { EngineOrder, EngineQuestion, FromEngine, Given, ToEngine } from './engine-messages.js';
import { receiveError } from './sent-error.js';
import type { SiteFrame } from './site-columns.js';
import type { EngineState, WatchEngine } from './watch-engine.js';

/** The thread that an engine is served in; a `Worker` is one. */
export interface EngineThread {
  on(event: 'message', listener: (message: FromEngine) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: ToEngine): void;
  terminate(): Promise<unknown>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Time for exact sites to be ended and files to be written. */
const CLOSE_MS = 12_000;

/** An engine that another thread serves: what it has to do never delays a key. */
export class RemoteEngine implements WatchEngine {
  readonly #thread: EngineThread;
  readonly #closeMs: number;
  readonly #frames: SiteFrame[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #end: Waiting | undefined;
  #next = 0;
  #failure: Error | undefined;
  #state: EngineState;

  /** `first` is what is known before the thread says anything; `closeMs` bounds the wait for it in the end. */
  constructor(
    thread: EngineThread,
    first: Pick<EngineState, 'name' | 'everyMs' | 'isLive' | 'savedIn'>,
    { closeMs = CLOSE_MS }: { readonly closeMs?: number } = {},
  ) {
    this.#thread = thread;
    this.#closeMs = closeMs;
    this.#state = {
      ...first,
      frames: this.#frames,
      entries: [],
      capacity: 0,
      baseline: undefined,
      answers: [],
      units: [],
      captureCount: 0,
      connection: { state: 'connecting', since: Date.now() },
      paused: false,
      queued: 0,
      captureAsked: false,
    };
    this.#ended = new Promise((resolve, reject) => {
      this.#end = { resolve: () => resolve(), reject };
    });
    this.#ended.catch(() => undefined);
    thread.on('message', (message) => this.#receive(message));
    thread.on('error', (error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('the thread that judges has ended')));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): EngineState => this.#state;

  async run(signal: AbortSignal): Promise<void> {
    const stop = () => this.#thread.postMessage({ kind: 'stop' });
    this.#thread.postMessage({ kind: 'run' });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      await this.#ended;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  captureNow(): void {
    this.#order('captureNow');
  }

  hold(): void {
    this.#order('hold');
  }

  release(): void {
    this.#order('release');
  }

  setEvery(...given: Given<'setEvery'>): void {
    this.#order('setEvery', given);
  }

  setBaseline(...given: Given<'setBaseline'>): void {
    this.#order('setBaseline', given);
  }

  mark(...given: Given<'mark'>): void {
    this.#order('mark', given);
  }

  endWhy(): void {
    this.#order('endWhy');
  }

  setUnit(...given: Given<'setUnit'>) {
    return this.#ask('setUnit', given);
  }

  sites(...given: Given<'sites'>) {
    return this.#ask('sites', given);
  }

  compare(...given: Given<'compare'>) {
    return this.#ask('compare', given);
  }

  paths(...given: Given<'paths'>) {
    return this.#ask('paths', given);
  }

  flame(...given: Given<'flame'>) {
    return this.#ask('flame', given);
  }

  calls(...given: Given<'calls'>) {
    return this.#ask('calls', given);
  }

  source(...given: Given<'source'>) {
    return this.#ask('source', given);
  }

  setExact(...given: Given<'setExact'>) {
    return this.#ask('setExact', given);
  }

  heapSnapshot() {
    return this.#ask('heapSnapshot', []);
  }

  askWhy(...given: Given<'askWhy'>) {
    return this.#ask('askWhy', given);
  }

  markdown() {
    return this.#ask('markdown', []);
  }

  export(...given: Given<'export'>) {
    return this.#ask('export', given);
  }

  async close(): Promise<readonly string[]> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<readonly string[]>(
      (resolve) => (timer = setTimeout(resolve, this.#closeMs, [])),
    );
    try {
      return await Promise.race([this.#ask('close', []).catch(() => []), tooLate]);
    } finally {
      clearTimeout(timer);
      await this.#thread.terminate();
    }
  }

  #order(order: EngineOrder, given: readonly unknown[] = []): void {
    this.#thread.postMessage({ kind: 'order', order, given });
  }

  #ask<Question extends EngineQuestion>(
    question: Question,
    given: Given<Question>,
  ): ReturnType<WatchEngine[Question]> {
    if (this.#failure !== undefined)
      return Promise.reject(this.#failure) as ReturnType<WatchEngine[Question]>;
    const id = this.#next++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#thread.postMessage({ kind: 'question', id, question, given });
    return answer as ReturnType<WatchEngine[Question]>;
  }

  #receive(message: FromEngine): void {
    switch (message.kind) {
      case 'state':
        this.#change(message);
        break;
      case 'answer':
        this.#take(message.id)?.resolve(message.value);
        break;
      case 'refusal':
        this.#take(message.id)?.reject(receiveError(message.error));
        break;
      case 'ended':
        if (message.error === undefined) this.#end?.resolve(undefined);
        else this.#end?.reject(receiveError(message.error));
    }
  }

  #change({ state, gone, columns, added }: FromEngine & { readonly kind: 'state' }): void {
    this.#frames.push(...added);
    const kept = Object.entries(this.#state).filter(([key]) => !gone.includes(key as keyof EngineState));
    const before = Object.fromEntries(kept) as unknown as EngineState;
    this.#state = { ...before, ...state, ...(columns && { columns }) };
    for (const listener of [...this.#listeners]) listener();
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** Nothing more comes: who waits is told. */
  #fail(error: Error): void {
    this.#failure ??= error;
    this.#end?.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
