import type { Duplex } from 'node:stream';
import { FLAG_FIN, type Frame, FrameType, controlFrame, dataHeader, readFrame, words } from './frames.js';
import { HeaderReader, HeaderWriter } from './header-blocks.js';
import { ServerStream, type StreamSession } from './server-stream.js';

const MAX_STREAMS = 1_000;
const RST_CANCEL = 5;
const CLOSE_GRACE_MS = 200;

/**
 * The cluster's side of a SPDY/3.1 session over any connection. Like Go's library it knows no windows: a stream that
 * nobody reads holds up the session. Ends with its connection, and destroys its streams then.
 */
export class ServerSession implements StreamSession {
  readonly closed: Promise<void>;
  readonly #connection: Duplex;
  readonly #onStream: (stream: ServerStream) => void;
  readonly #streams = new Map<number, ServerStream>();
  readonly #full = new Set<number>();
  readonly #reader = new HeaderReader();
  readonly #writer = new HeaderWriter();
  readonly #drains: (() => void)[] = [];
  #received: Buffer = Buffer.alloc(0);
  /** A header block is being read; what follows it has to wait. */
  #isReadingHeaders = false;
  #isClosed = false;
  #settleClosed: () => void = () => undefined;

  /** `onStream` is told of each stream after it was accepted. `head` is what came with the upgrade. */
  constructor(connection: Duplex, head: Buffer, onStream: (stream: ServerStream) => void) {
    this.#connection = connection;
    this.#onStream = onStream;
    this.closed = new Promise((resolve) => (this.#settleClosed = resolve));
    connection.on('drain', () => this.#callDrains());
    connection.on('error', () => this.destroy());
    connection.on('end', () => this.destroy());
    connection.on('close', () => this.destroy());
    connection.on('data', (chunk: Buffer) => this.#receive(chunk));
    if (head.length > 0) this.#receive(head);
  }

  get streams(): number {
    return this.#streams.size;
  }

  /** Says that no streams come any more, and ends the connection once what was written is sent. */
  close(): void {
    if (this.#isClosed) return;
    this.#send(controlFrame(FrameType.goAway, 0, words(0, 0)));
    this.#connection.end();
    setTimeout(() => this.destroy(), CLOSE_GRACE_MS).unref();
  }

  /** Breaks the connection. */
  destroy(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#connection.destroy();
    for (const stream of [...this.#streams.values()]) stream.abandon();
    this.#callDrains();
    this.#reader.close();
    this.#writer.close();
    this.#settleClosed();
  }

  sendData(streamId: number, chunk: Buffer, isLast: boolean): boolean {
    const header = dataHeader(streamId, chunk.length, isLast);
    if (chunk.length === 0) return this.#send(header);
    this.#connection.cork();
    this.#send(header);
    const hasRoom = this.#send(chunk);
    this.#connection.uncork();
    return hasRoom;
  }

  onDrain(drained: () => void): void {
    if (this.#isClosed) drained();
    else this.#drains.push(drained);
  }

  sendReset(streamId: number): void {
    this.#send(controlFrame(FrameType.rstStream, 0, words(streamId, RST_CANCEL)));
  }

  setFull(streamId: number, isFull: boolean): void {
    const held = this.#full.size > 0;
    if (isFull) this.#full.add(streamId);
    else this.#full.delete(streamId);
    if (held === this.#full.size > 0 || this.#isClosed) return;
    if (isFull) this.#connection.pause();
    // Frames that came with the last chunk wait for the streams as well.
    else setImmediate(() => this.#resume());
  }

  forget(streamId: number): void {
    this.#streams.delete(streamId);
  }

  #resume(): void {
    if (this.#isClosed || this.#full.size > 0) return;
    this.#readFrames();
    if (!this.#mustWait) this.#connection.resume();
  }

  get #mustWait(): boolean {
    return this.#isReadingHeaders || this.#full.size > 0 || this.#isClosed;
  }

  #send(bytes: Buffer): boolean {
    return this.#isClosed || this.#connection.writableEnded || this.#connection.write(bytes);
  }

  #callDrains(): void {
    for (const drained of this.#drains.splice(0)) drained();
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#readFrames();
  }

  #readFrames(): void {
    try {
      while (!this.#mustWait) {
        const read = readFrame(this.#received);
        if (!read) return;
        this.#received = this.#received.subarray(read.length);
        this.#take(read.frame);
      }
    } catch {
      this.destroy();
    }
  }

  #take(frame: Frame): void {
    if (frame.kind === 'data') {
      this.#streams.get(frame.streamId)?.receive(frame.body, frame.isLast);
      return;
    }
    const { type, flags, body } = frame;
    if (type === FrameType.synStream) this.#open(body, (flags & FLAG_FIN) !== 0);
    else if (type === FrameType.rstStream) this.#streams.get(body.readUInt32BE(0))?.abandon();
    else if (type === FrameType.ping) this.#send(controlFrame(FrameType.ping, 0, body));
    // Its names are of no use, but the compressor of the session counts on them.
    else if (type === FrameType.headers) this.#readHeaders(body.subarray(4), () => undefined);
  }

  #open(body: Buffer, isLast: boolean): void {
    const id = body.readUInt32BE(0) & 0x7fffffff;
    if (id % 2 === 0 || this.#streams.size >= MAX_STREAMS) throw new Error(`stream ${id} cannot be opened`);
    this.#readHeaders(body.subarray(10), (headers) => {
      const stream = new ServerStream(this, id, headers);
      this.#streams.set(id, stream);
      if (isLast) stream.receive(Buffer.alloc(0), true);
      this.#writer.write({}, (block) => {
        this.#send(controlFrame(FrameType.synReply, 0, Buffer.concat([words(id), block])));
        this.#onStream(stream);
        this.#goOn();
      });
      return 'wait';
    });
  }

  /** Reads nothing else meanwhile, and afterwards goes on unless `take` says that it will itself. */
  #readHeaders(block: Buffer, take: (headers: Readonly<Record<string, string>>) => 'wait' | undefined): void {
    this.#isReadingHeaders = true;
    this.#connection.pause();
    this.#reader.read(block, (error, headers) => {
      if (this.#isClosed) return;
      if (error) this.destroy();
      else if (take(headers) !== 'wait') this.#goOn();
    });
  }

  #goOn(): void {
    this.#isReadingHeaders = false;
    this.#resume();
  }
}
