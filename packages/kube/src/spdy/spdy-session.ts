import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import {
  CONTROL,
  dataHead,
  FLAG_FIN,
  goAway,
  ping,
  RESET,
  rstStream,
  streamIdAt,
  synStream,
} from './frame.js';
import { type ControlFrame, FrameDecoder } from './frame-decoder.js';
import { FrameWriter } from './frame-writer.js';
import { HeaderPacker } from './header-packer.js';
import { HeaderUnpacker } from './header-unpacker.js';
import type { SpdyHeaders } from './spdy-headers.js';
import { SpdyProblem } from './spdy-problem.js';
import { SpdyStream, type StreamLink, type StreamOptions } from './spdy-stream.js';

const REPLY_MS = 30_000;
const CLOSE_MS = 1_000;
const MOST_STREAMS = 1_000;
const CLOSED = 'the tunnel into the pod was closed';
const LAST_STREAM_ID = 0x7fff_ffff;

interface PendingPing {
  readonly resolve: () => void;
  readonly reject: (error: KubeError) => void;
}

export interface SpdyEnding {
  /** Absent where this side closed the session. */
  readonly error?: KubeError;
}

export interface SpdySessionOptions {
  /** Bytes that came behind the handshake. */
  readonly head?: Buffer;
}

export interface OpenOptions extends StreamOptions {
  /** How long the peer may take to accept the stream; 30 s by default. */
  readonly replyMs?: number | undefined;
}

/**
 * The client's side of a SPDY/3.1 session as Kubernetes speaks it: without flow control, so that a stream which is not read holds up the whole session
 * (SPDY Protocol, draft 3; Go's spdystream).
 */
export class SpdySession {
  /** Never rejects. */
  readonly closed: Promise<SpdyEnding>;
  readonly #socket: Duplex;
  readonly #decoder: FrameDecoder;
  readonly #writer: FrameWriter;
  readonly #packer = new HeaderPacker();
  readonly #unpacker = new HeaderUnpacker();
  readonly #link: StreamLink;
  readonly #streams = new Map<number, SpdyStream>();
  /** Those that hold up the session. */
  readonly #full = new Set<SpdyStream>();
  readonly #pings = new Map<number, PendingPing>();
  #settle!: (ending: SpdyEnding) => void;
  #nextStreamId = 1;
  #nextPingId = 1;
  #lastHeard = performance.now();
  /** No new streams: one of both sides said so. */
  #isClosing = false;
  #hasEnded = false;
  #closeTimer: NodeJS.Timeout | undefined;

  constructor(socket: Duplex, { head }: SpdySessionOptions = {}) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => (this.#settle = resolve));
    const writer = new FrameWriter(socket);
    this.#writer = writer;
    this.#decoder = new FrameDecoder({
      onData: (streamId, bytes) => this.#streamOf(streamId)?.acceptData(bytes),
      onFin: (streamId) => this.#streamOf(streamId)?.acceptFin(),
      onControl: (frame) => this.#onControl(frame),
    });
    this.#link = {
      sendData: (streamId, bytes, callback) => writer.sendData(streamId, bytes, callback),
      sendFin: (streamId) => writer.send(dataHead(streamId, FLAG_FIN, 0)),
      sendReset: (streamId) => writer.send(rstStream(streamId, RESET.cancel)),
      onFull: (stream) => this.#onFull(stream),
      onRoom: (stream) => this.#onRoom(stream),
      onOver: (stream) => this.#onOver(stream),
    };
    if (head !== undefined && head.length > 0) socket.unshift(head);
    const onEnd = () => this.#end(new KubeError('tunnel-ended', 'the tunnel into the pod ended'));
    socket.on('error', (error: Error) => this.#end(brokenBy(error)));
    socket.on('end', onEnd).on('close', onEnd);
    socket.on('data', (chunk: Buffer) => this.#onBytes(chunk));
  }

  /** Whether streams can be opened. */
  get isAlive(): boolean {
    return !this.#isClosing && !this.#hasEnded && !this.#socket.destroyed;
  }

  /** Open streams. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Nothing is heard from the peer, because the reader of some stream is slow. */
  get isStalled(): boolean {
    return this.#full.size > 0;
  }

  /** When bytes of the peer came last, or could come again, on the clock of `performance.now()`. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  /**
   * Opens a stream, whose `reply` tells when the peer has accepted it.
   * @throws {KubeError} `tunnel-ended` where none can be opened any more, or too many are open.
   */
  open(headers: SpdyHeaders, { replyMs = REPLY_MS, explain }: OpenOptions = {}): SpdyStream {
    if (!this.isAlive || this.#nextStreamId > LAST_STREAM_ID)
      throw new KubeError('tunnel-ended', 'the tunnel into the pod has ended');
    if (this.#streams.size >= MOST_STREAMS)
      throw new KubeError('tunnel-ended', `more than ${MOST_STREAMS} streams in one tunnel`);
    const id = this.#nextStreamId;
    this.#nextStreamId += 2;
    const stream = new SpdyStream(id, this.#link, { explain });
    this.#streams.set(id, stream);
    this.#writer.send(synStream(id, this.#packer.pack(headers)));
    this.#boundReply(stream, replyMs);
    return stream;
  }

  /** Resolves with the peer's answer; rejects where the session ends before. */
  ping(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) throw new KubeError('tunnel-ended', 'the tunnel into the pod has ended');
      const id = this.#nextPingId;
      this.#nextPingId += 2;
      this.#pings.set(id, { resolve, reject });
      this.#writer.send(ping(id));
    });
  }

  /** Opens no more streams, and closes with the last one. */
  retire(): void {
    this.#isClosing = true;
    if (this.#streams.size === 0) this.close();
  }

  /** Ends all streams and tells the peer. */
  close(): void {
    if (this.#hasEnded || this.#closeTimer !== undefined) return;
    this.#isClosing = true;
    this.#closeTimer = setTimeout(() => this.#end(), CLOSE_MS);
    for (const stream of this.#streams.values()) stream.destroy(new KubeError('tunnel-ended', CLOSED));
    this.#writer.send(goAway());
    this.#socket.end();
  }

  /** Ends the session at once, with `error` as the reason. */
  destroy(error?: KubeError): void {
    this.#end(error);
  }

  #onBytes(chunk: Buffer): void {
    if (this.#hasEnded) return;
    this.#lastHeard = performance.now();
    try {
      this.#decoder.feed(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  #onControl({ kind, flags, body }: ControlFrame): void {
    if (this.#hasEnded) return;
    if (kind === CONTROL.synStream) this.#onSynStream(body);
    else if (kind === CONTROL.synReply) this.#onSynReply(body, flags);
    else if (kind === CONTROL.rstStream) this.#streamOf(readStreamId(body, 8))?.acceptReset();
    else if (kind === CONTROL.ping) this.#onPing(body);
    else if (kind === CONTROL.goAway) this.#onGoAway(body);
    else if (kind === CONTROL.headers) void this.#unpack(body, 4);
    // Others, as SETTINGS and WINDOW_UPDATE, may be ignored (sections 2.2.1 and 2.6).
  }

  /** Nothing opens streams to a client. */
  #onSynStream(body: Buffer): void {
    const streamId = readStreamId(body, 10);
    void this.#unpack(body, 10);
    this.#writer.answer(rstStream(streamId, RESET.refusedStream));
  }

  #onSynReply(body: Buffer, flags: number): void {
    const stream = this.#streamOf(readStreamId(body, 4));
    // The context is the session's, whoever is gone.
    void this.#unpack(body, 4).then((headers) => headers !== undefined && stream?.acceptReply(headers));
    if ((flags & FLAG_FIN) !== 0) stream?.acceptFin();
  }

  #onPing(body: Buffer): void {
    if (body.length < 4) throw new SpdyProblem('a frame that is too short');
    const id = body.readUInt32BE(0);
    const isOurs = id % 2 === 1;
    if (!isOurs) this.#writer.answer(ping(id));
    this.#pings.get(id)?.resolve();
    this.#pings.delete(id);
  }

  #onGoAway(body: Buffer): void {
    const lastAccepted = readStreamId(body, 4);
    const error = new KubeError('tunnel-ended', 'the tunnel takes no new connections');
    for (const stream of this.#streams.values()) if (stream.id > lastAccepted) stream.destroy(error);
    this.retire();
  }

  #unpack(body: Buffer, headersAt: number): Promise<SpdyHeaders | undefined> {
    if (body.length < headersAt) throw new SpdyProblem('a frame that is too short');
    return this.#unpacker.unpack(body.subarray(headersAt)).catch((error: unknown) => {
      this.#fail(error);
      return undefined;
    });
  }

  /** The stream of a number, absent where it is over. */
  #streamOf(streamId: number): SpdyStream | undefined {
    if (this.#hasEnded) return undefined;
    const wasOpened = streamId % 2 === 1 && streamId < this.#nextStreamId;
    if (!wasOpened) throw new SpdyProblem(`a stream that nobody opened (${streamId})`);
    return this.#streams.get(streamId);
  }

  /**
   * Time in which the peer cannot be heard does not count against it. Go's spdystream handles streams by five workers, and one that is stuck with data
   * which nobody takes answers for none of its streams again: what is late once may be so for ever.
   */
  #boundReply(stream: SpdyStream, replyMs: number): void {
    const late = () => {
      if (this.isStalled) {
        timer = setTimeout(late, replyMs);
        return;
      }
      this.retire();
      stream.destroy(new KubeError('timeout', `the tunnel took no new connection within ${replyMs} ms`));
    };
    let timer = setTimeout(late, replyMs);
    const settle = () => clearTimeout(timer);
    void stream.reply.then(settle, settle);
  }

  #onFull(stream: SpdyStream): void {
    this.#full.add(stream);
    this.#socket.pause();
  }

  #onRoom(stream: SpdyStream): void {
    if (!this.#full.delete(stream) || this.#full.size > 0) return;
    this.#lastHeard = performance.now();
    this.#socket.resume();
  }

  #onOver(stream: SpdyStream): void {
    this.#streams.delete(stream.id);
    this.#onRoom(stream);
    if (this.#isClosing && this.#streams.size === 0) this.close();
  }

  #fail(error: unknown): void {
    if (!(error instanceof SpdyProblem)) throw error;
    this.#end(new KubeError('bad-answer', `the tunnel brought ${error.message}`, { cause: error }));
  }

  #end(error?: KubeError): void {
    if (this.#hasEnded) return;
    const isOwnEnd = this.#closeTimer !== undefined;
    this.#hasEnded = true;
    clearTimeout(this.#closeTimer);
    this.#socket.destroy();
    this.#unpacker.close();
    const reason = error ?? new KubeError('tunnel-ended', CLOSED);
    for (const stream of this.#streams.values()) stream.acceptSessionEnd(reason);
    for (const { reject } of this.#pings.values()) reject(reason);
    this.#settle(error === undefined || isOwnEnd ? {} : { error });
  }
}

function readStreamId(body: Buffer, shortest: number): number {
  if (body.length < shortest) throw new SpdyProblem('a frame that is too short');
  return streamIdAt(body, 0);
}

function brokenBy(error: Error): KubeError {
  if (error instanceof KubeError) return error;
  return new KubeError('tunnel-ended', `the tunnel into the pod broke: ${error.message}`, { cause: error });
}
