import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';

export interface ForwardedConnectionOptions {
  /** Asked when the far side ends without a byte: why. Resolves within a bound; never rejects. */
  readonly explain: () => Promise<KubeError | undefined>;
  /** The owner lets go before the far side has ended. What is done with the socket is the taker's. */
  readonly onAbandoned: (socket: Socket) => void;
}

/**
 * A connection into a pod through kubectl's local port. Stands where `node:http` wants a socket. A kubectl that gets its local connection closed
 * while bytes are on their way may not convey any other from then on; so the socket is handed on in place of being closed.
 */
export class ForwardedConnection extends Duplex {
  readonly #socket: Socket;
  readonly #options: ForwardedConnectionOptions;
  #hasData = false;
  #hasEnded = false;

  constructor(socket: Socket, options: ForwardedConnectionOptions) {
    super();
    this.#socket = socket;
    this.#options = options;
    socket.on('data', (piece: Buffer) => {
      this.#hasData = true;
      if (!this.push(piece)) socket.pause();
    });
    socket.on('end', () => this.#onEnd());
    socket.on('error', (error) => this.#onBroken(error.message));
    socket.on('close', () => this.#onBroken('it was closed'));
    // Whoever has let go does not want to hear of it.
    this.on('error', () => undefined);
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    // What cannot be sent any more shows in what comes back.
    if (this.#socket.writable) this.#socket.write(piece, () => callback());
    else callback();
  }

  override _final(callback: () => void): void {
    this.#socket.end();
    callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    if (this.#hasEnded || this.#socket.destroyed) this.#socket.destroy();
    else {
      this.#socket.removeAllListeners('data').removeAllListeners('end').end();
      this.#options.onAbandoned(this.#socket);
    }
    callback(error);
  }

  /** As of a socket: closed for both sides once what was written is sent. */
  destroySoon(): void {
    this.end(() => this.destroy());
  }

  // What `node:http` calls on sockets, and what has no meaning here.
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  #onEnd(): void {
    this.#hasEnded = true;
    if (this.#hasData) this.push(null);
    else void this.#explain(undefined);
  }

  #onBroken(how: string): void {
    if (this.#hasEnded || this.destroyed) return;
    this.#hasEnded = true;
    void this.#explain(new KubeError('tunnel-ended', `the forwarded connection broke: ${how}`));
  }

  async #explain(otherwise: KubeError | undefined): Promise<void> {
    const error = (await this.#options.explain()) ?? otherwise;
    if (this.destroyed) return;
    if (error === undefined) this.push(null);
    else this.destroy(error);
  }
}
