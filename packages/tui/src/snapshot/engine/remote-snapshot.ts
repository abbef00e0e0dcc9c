import type { BrowseAnswer, BrowseQuestion } from '@heaptide/report/snapshot-browse';
import { receiveError } from '../../engine/sent-error.js';
import type { SnapshotEngine, SnapshotState } from './snapshot-engine.js';
import type { FromSnapshot, ToSnapshot } from './snapshot-messages.js';

/** The thread that a snapshot is served in; a `Worker` is one. */
export interface SnapshotThread {
  on(event: 'message', listener: (message: FromSnapshot) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  postMessage(message: ToSnapshot): void;
  terminate(): Promise<unknown>;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A snapshot that another thread reads and serves: however large it is, no key waits for it. */
export class RemoteSnapshot implements SnapshotEngine {
  readonly ended: Promise<void>;
  readonly #thread: SnapshotThread;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<number, Waiting>();
  #end: (error?: Error) => void = () => undefined;
  #failure: Error | undefined;
  #asked = 0;
  #state: SnapshotState;

  constructor(thread: SnapshotThread, name: string) {
    this.#thread = thread;
    this.#state = { name, opening: undefined, summary: undefined };
    this.ended = new Promise((resolve, reject) => {
      this.#end = (error) => (error === undefined ? resolve() : reject(error));
    });
    this.ended.catch(() => undefined);
    thread.on('message', (message) => this.#receive(message));
    thread.on('error', (error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('the thread that reads the snapshot has ended')));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): SnapshotState => this.#state;

  ask<Question extends BrowseQuestion>(question: Question): Promise<BrowseAnswer<Question>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const number = this.#asked++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#thread.postMessage({ number, question });
    });
  }

  async close(): Promise<void> {
    this.#end();
    this.#fail(new Error('the snapshot was closed'));
    await this.#thread.terminate();
  }

  #receive(message: FromSnapshot): void {
    switch (message.kind) {
      case 'opening':
        this.#change({ ...this.#state, opening: message.opening });
        break;
      case 'open':
        this.#change({ ...this.#state, opening: undefined, summary: message.summary });
        break;
      case 'failed':
        this.#fail(receiveError(message.error));
        break;
      case 'answer':
        this.#take(message.number)?.resolve(message.answer as never);
        break;
      case 'refusal':
        this.#take(message.number)?.reject(receiveError(message.error));
    }
  }

  #take(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  #change(state: SnapshotState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Nothing more comes: who waits is told. */
  #fail(error: Error): void {
    this.#failure ??= error;
    this.#end(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
