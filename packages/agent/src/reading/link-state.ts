import { setTimeout as sleep } from 'node:timers/promises';

const CLOSING = 0;
const SERVING = 1;
const BEATS = 2;
const CHUNKS_TAKEN = 3;
const SNAPSHOT_ENDED = 4;
const LAST_WORDS_KEPT = 5;
const FLAGS = 6;

/** Flags that both threads see at once, also while the main thread is busy. */
export class LinkState {
  readonly shared: SharedArrayBuffer;
  readonly #flags: Int32Array;

  constructor(shared = new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#flags = new Int32Array(shared);
  }

  /** Worker: whether a session may be opened; none may when the process is on its way out. */
  get open(): boolean {
    return Atomics.load(this.#flags, CLOSING) === 0;
  }

  /** Worker: announces that it begins to serve. `false` when it may not, since the process is on its way out. */
  beginServing(): boolean {
    Atomics.store(this.#flags, SERVING, 1);
    if (this.open) return true;
    this.#endServing();
    return false;
  }

  /**
   * Worker: does nothing any more, until the thread is ended. Node ends threads wherever they are: one that is inside the
   * HTTP parser takes the whole process with it.
   */
  park(): never {
    this.#endServing();
    for (;;) Atomics.wait(this.#flags, SERVING, 0);
  }

  /** Main thread: the worker is to park, and starts nothing any more. */
  forbid(): void {
    Atomics.store(this.#flags, CLOSING, 1);
  }

  /** Main thread: blocks until the worker has parked or does not serve, or `milliseconds` have passed. */
  waitUntilParked(milliseconds: number): void {
    Atomics.wait(this.#flags, SERVING, 1, milliseconds);
  }

  /** Main thread: the same without blocking; looks every few milliseconds. */
  async untilParked(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (Atomics.load(this.#flags, SERVING) === 1 && performance.now() < deadline) await sleep(5);
  }

  /** Main thread: a worker that died in the middle is followed by another. */
  reset(): void {
    for (const flag of [SERVING, CLOSING, SNAPSHOT_ENDED]) Atomics.store(this.#flags, flag, 0);
  }

  /** Worker: a sign of life. */
  beat(): void {
    Atomics.add(this.#flags, BEATS, 1);
  }

  /** Main thread: how often the worker has given a sign of life. */
  get beats(): number {
    return Atomics.load(this.#flags, BEATS);
  }

  /** Worker: a snapshot begins to be asked for. */
  beginSnapshot(): void {
    Atomics.store(this.#flags, CHUNKS_TAKEN, 0);
    Atomics.store(this.#flags, SNAPSHOT_ENDED, 0);
  }

  /** Worker: another chunk of the snapshot has left for the client. */
  chunkTaken(): void {
    Atomics.add(this.#flags, CHUNKS_TAKEN, 1);
    Atomics.notify(this.#flags, CHUNKS_TAKEN);
  }

  /** Worker: the rest of the snapshot is not wanted. */
  endSnapshot(): void {
    Atomics.store(this.#flags, SNAPSHOT_ENDED, 1);
    Atomics.notify(this.#flags, CHUNKS_TAKEN);
  }

  /**
   * Main thread: blocks until no more than `window` of the `sent` chunks are on their way. `false` when the rest is not
   * wanted, or none was taken for `milliseconds`.
   */
  waitForRoom(sent: number, window: number, milliseconds: number): boolean {
    for (;;) {
      if (Atomics.load(this.#flags, SNAPSHOT_ENDED) === 1) return false;
      const taken = Atomics.load(this.#flags, CHUNKS_TAKEN);
      if (sent - taken <= window) return true;
      if (Atomics.wait(this.#flags, CHUNKS_TAKEN, taken, milliseconds) === 'timed-out') return false;
    }
  }

  /** Worker: the capture of the main thread's last moment is on disk, or cannot be. */
  lastWordsKept(): void {
    Atomics.store(this.#flags, LAST_WORDS_KEPT, 1);
    Atomics.notify(this.#flags, LAST_WORDS_KEPT);
  }

  /** Main thread: blocks until {@link lastWordsKept}, or `milliseconds` have passed. */
  waitForLastWords(milliseconds: number): void {
    Atomics.wait(this.#flags, LAST_WORDS_KEPT, 0, milliseconds);
  }

  #endServing(): void {
    Atomics.store(this.#flags, SERVING, 0);
    Atomics.notify(this.#flags, SERVING);
  }
}
