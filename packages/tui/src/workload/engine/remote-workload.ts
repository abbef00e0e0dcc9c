import { receiveError } from '../../engine/sent-error.js';
import { NO_VERDICT } from '../model/judge-workload.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';
import type { WorkloadEngine } from './workload-engine.js';
import type { FromWorkload, ToWorkload } from './workload-messages.js';

/** The thread that an engine is served in; a `Worker` is one. */
export interface WorkloadThread {
  on(event: 'message', listener: (message: FromWorkload) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: ToWorkload): void;
  terminate(): Promise<unknown>;
}

/** Time for connections to be closed and files to be written. */
const CLOSE_MS = 12_000;

/** An engine that another thread serves: twenty pods that are decoded and judged never delay a key. */
export class RemoteWorkload implements WorkloadEngine {
  readonly #thread: WorkloadThread;
  readonly #closeMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #ended: Promise<void>;
  #end: (error?: Error) => void = () => undefined;
  readonly #closed: Promise<readonly string[]>;
  #close: (notes: readonly string[]) => void = () => undefined;
  #state: WorkloadState;

  /** `first` is what is known before the thread says anything; `closeMs` bounds the wait for it in the end. */
  constructor(
    thread: WorkloadThread,
    first: Pick<WorkloadState, 'name' | 'namespace' | 'everyMs' | 'savedIn'>,
    { closeMs = CLOSE_MS }: { readonly closeMs?: number } = {},
  ) {
    this.#thread = thread;
    this.#closeMs = closeMs;
    this.#state = {
      ...first,
      connection: { state: 'connecting', since: Date.now() },
      pods: [],
      podCount: 0,
      verdict: NO_VERDICT,
      sites: [],
      history: [],
      endedCount: 0,
      captureCount: 0,
      paused: false,
      queued: 0,
    };
    this.#ended = new Promise((resolve, reject) => {
      this.#end = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.#ended.catch(() => undefined);
    this.#closed = new Promise((resolve) => (this.#close = resolve));
    thread.on('message', (message) => this.#receive(message));
    thread.on('error', (error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('the thread that judges has ended')));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): WorkloadState => this.#state;

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

  captureNow(key?: string): void {
    this.#thread.postMessage({ kind: 'capture-now', key });
  }

  hold(): void {
    this.#thread.postMessage({ kind: 'hold' });
  }

  release(): void {
    this.#thread.postMessage({ kind: 'release' });
  }

  async close(): Promise<readonly string[]> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<readonly string[]>(
      (resolve) => (timer = setTimeout(resolve, this.#closeMs, [])),
    );
    this.#thread.postMessage({ kind: 'close' });
    try {
      return await Promise.race([this.#closed, tooLate]);
    } finally {
      clearTimeout(timer);
      await this.#thread.terminate();
    }
  }

  #receive(message: FromWorkload): void {
    switch (message.kind) {
      case 'state':
        this.#change(message);
        break;
      case 'ended':
        this.#end(message.error === undefined ? undefined : receiveError(message.error));
        break;
      case 'closed':
        this.#close(message.notes);
    }
  }

  #change({ state, gone, order, rows }: FromWorkload & { readonly kind: 'state' }): void {
    const kept = Object.entries(this.#state).filter(([key]) => !(gone as readonly string[]).includes(key));
    const before = Object.fromEntries(kept) as unknown as WorkloadState;
    const known = new Map<string, PodRow>([...before.pods, ...rows].map((row) => [row.pod.key, row]));
    const keys = order ?? before.pods.map(({ pod }) => pod.key);
    this.#state = { ...before, ...state, pods: keys.map((key) => known.get(key)!) };
    for (const listener of [...this.#listeners]) listener();
  }

  /** Nothing more comes: who waits is told. */
  #fail(error: Error): void {
    this.#end(error);
    this.#close([]);
  }
}
