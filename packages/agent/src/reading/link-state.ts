const CONNECTED = 0;
const CLOSING = 1;

/**
 * Flags that both threads see at once. Node prints "Waiting for the debugger to disconnect..." when a process exits
 * under an inspector session, so the exiting main thread waits, briefly, for the worker to let go.
 */
export class LinkState {
  readonly shared: SharedArrayBuffer;
  readonly #flags: Int32Array;

  constructor(shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#flags = new Int32Array(shared);
  }

  /** Worker: announces a session. `false` when the process is on its way out and none may be opened. */
  open(): boolean {
    Atomics.store(this.#flags, CONNECTED, 1);
    if (Atomics.load(this.#flags, CLOSING) === 0) return true;
    this.closed();
    return false;
  }

  /** Worker: the session is gone. */
  closed(): void {
    Atomics.store(this.#flags, CONNECTED, 0);
    Atomics.notify(this.#flags, CONNECTED);
  }

  /** Main thread: from now on no session opens. */
  forbid(): void {
    Atomics.store(this.#flags, CLOSING, 1);
  }

  /** Main thread: blocks until no session is open, or `milliseconds` have passed. */
  waitUntilClosed(milliseconds: number): void {
    Atomics.wait(this.#flags, CONNECTED, 1, milliseconds);
  }
}
