import { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import type { SpdyHeaders } from './spdy-headers.js';

const BUFFER_BYTES = 64 * 1024;

/** What a stream needs of its session. */
export interface StreamLink {
  sendData(streamId: number, bytes: Buffer, callback: () => void): void;
  sendFin(streamId: number): void;
  sendReset(streamId: number): void;
  /** Nothing more should be read until `onRoom`. */
  onFull(stream: SpdyStream): void;
  onRoom(stream: SpdyStream): void;
  /** Neither side sends more. */
  onOver(stream: SpdyStream): void;
}

/** How the peer ended a stream. */
export type StreamEnding = 'end' | 'reset';

export interface StreamOptions {
  /**
   * Asked before the peer's end is passed on, where the peer reset the stream or ended it without a byte: what the end really means. Resolves within a
   * bound; never rejects.
   */
  readonly explain?: ((ending: StreamEnding) => Promise<KubeError | undefined>) | undefined;
}

/**
 * One stream of a session. Stands where `node:http` wants a socket. Destroying it resets it and leaves the session alive; an error that nobody
 * listens to harms nothing.
 */
export class SpdyStream extends Duplex {
  readonly id: number;
  /** The peer's answer to the opening; rejects where the stream ends before. */
  readonly reply: Promise<SpdyHeaders>;
  readonly #link: StreamLink;
  readonly #explain: StreamOptions['explain'];
  #onReply!: (headers: SpdyHeaders) => void;
  #onNoReply!: (error: Error) => void;
  #hasData = false;
  #isReset = false;
  /** The peer's end has come; whether it is passed on is another matter. */
  #remoteEnded = false;
  #isEndPassedOn = false;
  #localEnded = false;
  #failure: KubeError | undefined;

  constructor(id: number, link: StreamLink, { explain }: StreamOptions = {}) {
    super({ readableHighWaterMark: BUFFER_BYTES, writableHighWaterMark: BUFFER_BYTES });
    this.id = id;
    this.#link = link;
    this.#explain = explain;
    this.reply = new Promise((resolve, reject) => {
      this.#onReply = resolve;
      this.#onNoReply = reject;
    });
    this.reply.catch(() => undefined);
    this.on('error', () => undefined);
  }

  /** Ends with `error` once what came before is read. Nothing happens after the peer's end. */
  fail(error: KubeError): void {
    if (this.destroyed || this.#isEndPassedOn) return;
    this.#failure ??= error;
    this.#failOnceRead();
  }

  /** For the session: the peer accepts the stream. */
  acceptReply(headers: SpdyHeaders): void {
    this.#onReply(headers);
  }

  /** For the session. */
  acceptData(bytes: Buffer): void {
    if (this.destroyed || this.#remoteEnded || bytes.length === 0) return;
    this.#hasData = true;
    if (!this.push(bytes)) this.#link.onFull(this);
  }

  /** For the session. */
  acceptFin(): void {
    if (this.destroyed || this.#remoteEnded) return;
    this.#remoteEnded = true;
    if (this.#localEnded) this.#link.onOver(this);
    if (this.#hasData || this.#explain === undefined) this.#passEndOn();
    else
      void this.#explain('end').then((error) => (error === undefined ? this.#passEndOn() : this.fail(error)));
  }

  /** For the session. */
  acceptReset(): void {
    if (this.destroyed || this.#isReset) return;
    const endedBefore = this.#remoteEnded;
    this.#isReset = true;
    this.#remoteEnded = true;
    this.#link.onOver(this);
    // What was read to its end is whole, and there is somebody left to tell only if more is to be written.
    if (endedBefore) return;
    const reset = new KubeError('tunnel-ended', 'the connection was reset in the pod');
    if (this.#explain === undefined) this.fail(reset);
    else void this.#explain('reset').then((error = reset) => this.fail(error));
  }

  /** For the session: it has ended. What came whole can still be read. */
  acceptSessionEnd(error: KubeError): void {
    const endedBefore = this.#remoteEnded;
    this.#isReset = true;
    this.#remoteEnded = true;
    if (!endedBefore) this.fail(error);
    this.#onNoReply(error);
  }

  override read(size?: number): unknown {
    const bytes: unknown = super.read(size);
    this.#failOnceRead();
    return bytes;
  }

  override _read(): void {
    this.#link.onRoom(this);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    if (this.#isReset) callback();
    else this.#link.sendData(this.id, chunk, callback);
  }

  override _final(callback: () => void): void {
    if (!this.#isReset) this.#link.sendFin(this.id);
    this.#localEnded = true;
    if (this.#remoteEnded) this.#link.onOver(this);
    callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    const isOver = this.#isReset || (this.#localEnded && this.#remoteEnded);
    if (!isOver) this.#link.sendReset(this.id);
    this.#link.onOver(this);
    this.#onNoReply(error ?? new KubeError('tunnel-ended', 'the connection was closed before it stood'));
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

  #passEndOn(): void {
    if (this.destroyed) return;
    this.#isEndPassedOn = true;
    this.push(null);
  }

  #failOnceRead(): void {
    if (this.#failure !== undefined && this.readableLength === 0) this.destroy(this.#failure);
  }
}
