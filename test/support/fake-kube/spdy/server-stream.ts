import { Duplex } from 'node:stream';
import type { Headers } from './header-blocks.js';

/** What a stream needs of its session. */
export interface StreamSession {
  /** False while the connection takes no more; then `drained` is called later. */
  sendData(streamId: number, chunk: Buffer, isLast: boolean): boolean;
  onDrain(drained: () => void): void;
  sendReset(streamId: number): void;
  /** Whether the stream has room for what comes. */
  setFull(streamId: number, isFull: boolean): void;
  forget(streamId: number): void;
}

const DATA_BYTES = 32 * 1024;

/** One stream that the client has opened. Half-closes are its `end`s; destroying it resets it. */
export class ServerStream extends Duplex {
  readonly id: number;
  readonly headers: Headers;
  readonly #session: StreamSession;
  #isReset = false;
  #hasRemoteEnded = false;
  #hasLocalEnded = false;

  constructor(session: StreamSession, id: number, headers: Headers) {
    super({ allowHalfOpen: true });
    this.#session = session;
    this.id = id;
    this.headers = headers;
    // A peer may reset a stream at any time; whoever uses it learns so from `close`.
    this.on('error', () => undefined);
  }

  /** Data from the client. */
  receive(chunk: Buffer, isLast: boolean): void {
    if (this.destroyed || this.#hasRemoteEnded) return;
    if (chunk.length > 0 && !this.push(chunk)) this.#session.setFull(this.id, true);
    if (!isLast) return;
    this.#hasRemoteEnded = true;
    this.push(null);
  }

  /** The client has reset it, or the session has ended. */
  abandon(): void {
    this.#isReset = true;
    this.destroy();
  }

  override _read(): void {
    this.#session.setFull(this.id, false);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    let hasRoom = true;
    for (let start = 0; start < chunk.length; start += DATA_BYTES) {
      hasRoom = this.#session.sendData(this.id, chunk.subarray(start, start + DATA_BYTES), false);
    }
    if (hasRoom) done();
    else this.#session.onDrain(done);
  }

  override _final(done: () => void): void {
    this.#hasLocalEnded = true;
    this.#session.sendData(this.id, Buffer.alloc(0), true);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const hasEnded = this.#hasLocalEnded && this.#hasRemoteEnded;
    if (!this.#isReset && !hasEnded) this.#session.sendReset(this.id);
    this.#session.setFull(this.id, false);
    this.#session.forget(this.id);
    done(error);
  }
}
