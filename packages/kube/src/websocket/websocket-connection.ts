import { isUtf8 } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import { encodeFrame, OPCODE } from './frame.js';
import { FrameDecoder } from './frame-decoder.js';
import { WebSocketProblem } from './websocket-problem.js';

const NORMAL = 1000;
const NO_CODE = 1005;
/** How long the peer's close, and then the end of the connection, is awaited. */
const CLOSE_MS = 1_000;
/** Answers to pings that the peer does not read. */
const MOST_UNREAD_ANSWERS = 1024 * 1024;

export interface WebSocketEnding {
  /** What the peer's close said; absent where it said nothing or there was none. */
  readonly code?: number;
  /** Absent where the connection was closed as it should, by whichever side. */
  readonly error?: KubeError;
}

export type MessageListener = (data: Buffer, isText: boolean) => void;

export interface WebSocketConnectionOptions {
  /** Bytes that came behind the handshake. */
  readonly head?: Buffer;
  /** Most bytes of one message that comes in. */
  readonly maxMessage: number;
}

/**
 * The client's side of a WebSocket (RFC 6455) after its handshake, over any duplex stream. Nothing is read before `onMessage` is called. Fragments
 * are joined, pings and closes answered.
 */
export class WebSocketConnection {
  /** Never rejects. */
  readonly closed: Promise<WebSocketEnding>;
  readonly #socket: Duplex;
  readonly #decoder: FrameDecoder;
  #settle!: (ending: WebSocketEnding) => void;
  #listener: MessageListener | undefined;
  #isPaused = false;
  #closeSent = false;
  #closeCode: number | undefined;
  #closeReceived = false;
  #hasEnded = false;
  #deadline: NodeJS.Timeout | undefined;

  constructor(socket: Duplex, { head, maxMessage }: WebSocketConnectionOptions) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => (this.#settle = resolve));
    this.#decoder = new FrameDecoder(maxMessage, {
      onMessage: (data, isText) => this.#onMessage(data, isText),
      onControl: (opcode, payload) => this.#onControl(opcode, payload),
    });
    socket.pause();
    if (head !== undefined && head.length > 0) socket.unshift(head);
    socket.on('error', (error: Error) => this.#end(brokenBy(error)));
    socket.on('end', () => this.#end(this.#endedEarly()));
    socket.on('close', () => this.#end(this.#endedEarly()));
  }

  /** Whether messages can still be sent. */
  get isOpen(): boolean {
    return !this.#closeSent && !this.#hasEnded;
  }

  /** Sends one message, text where `data` is a string; false when the next should wait for `drained`. Does nothing once closed. */
  send(data: Uint8Array | string): boolean {
    if (!this.isOpen) return true;
    return this.#socket.write(
      typeof data === 'string'
        ? encodeFrame(OPCODE.text, Buffer.from(data))
        : encodeFrame(OPCODE.binary, data),
    );
  }

  /** Resolves when there is room to send, and also once there is nobody left to send to. */
  drained(): Promise<void> {
    if (this.#hasEnded || !this.#socket.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      const onDrained = () => {
        this.#socket.off('drain', onDrained).off('close', onDrained);
        resolve();
      };
      this.#socket.on('drain', onDrained).on('close', onDrained);
    });
  }

  /** Messages go to `listener` from now on; before the first call none is read. */
  onMessage(listener: MessageListener): void {
    const isFirst = this.#listener === undefined;
    this.#listener = listener;
    if (!isFirst) return;
    this.#socket.on('data', (chunk: Buffer) => this.#onBytes(chunk));
    if (!this.#isPaused) this.#socket.resume();
  }

  /** No more is read, pings neither; messages whose bytes are here already still come. */
  pause(): void {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#listener !== undefined) this.#socket.resume();
  }

  /** Closes as the protocol wants it: what was sent still arrives, and the peer has a second to answer. */
  close(code: number = NORMAL): void {
    if (!this.isOpen) return;
    this.#sendClose(code);
    this.resume();
    this.#deadline ??= setTimeout(() => this.#end({}), CLOSE_MS);
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#end({});
  }

  #onBytes(chunk: Buffer): void {
    if (this.#hasEnded || this.#closeReceived) return;
    try {
      this.#decoder.feed(chunk);
    } catch (error) {
      if (!(error instanceof WebSocketProblem)) throw error;
      this.#fail(error);
    }
  }

  #onMessage(data: Buffer, isText: boolean): void {
    if (this.#hasEnded || this.#closeReceived) return;
    if (isText && !isUtf8(data)) throw new WebSocketProblem(1007, 'text that is not UTF-8');
    this.#listener?.(data, isText);
  }

  #onControl(opcode: number, payload: Buffer): void {
    if (this.#hasEnded || this.#closeReceived) return;
    if (opcode === OPCODE.close) this.#onClose(payload);
    else if (opcode === OPCODE.ping && this.isOpen) {
      if (this.#socket.writableLength > MOST_UNREAD_ANSWERS)
        throw new WebSocketProblem(1008, 'pings whose answers are not read');
      this.#socket.write(encodeFrame(OPCODE.pong, payload));
    }
  }

  #onClose(payload: Buffer): void {
    if (payload.length === 1) throw new WebSocketProblem(1002, 'a close of one byte');
    this.#closeReceived = true;
    this.#closeCode = payload.length === 0 ? undefined : payload.readUInt16BE(0);
    if (!this.#closeSent) this.#sendClose(this.#closeCode);
    // The server ends the connection (section 7.1.1), unless it does not.
    this.#socket.end();
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#end({}), CLOSE_MS);
  }

  #sendClose(code: number | undefined): void {
    this.#closeSent = true;
    const payload = Buffer.alloc(code === undefined || code === NO_CODE ? 0 : 2);
    if (payload.length > 0) payload.writeUInt16BE(code!);
    this.#socket.write(encodeFrame(OPCODE.close, payload));
  }

  #fail(problem: WebSocketProblem): void {
    if (!this.#closeSent) this.#sendClose(problem.code);
    const error = new KubeError('bad-answer', `the WebSocket brought ${problem.message}`, { cause: problem });
    this.#socket.end();
    this.#end({ error });
  }

  #endedEarly(): WebSocketEnding {
    if (this.#closeSent || this.#closeReceived) return {};
    return { error: new KubeError('tunnel-ended', 'the connection ended in the middle') };
  }

  #end(ending: WebSocketEnding): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#deadline);
    this.#socket.destroy();
    this.#settle({ ...(this.#closeCode === undefined ? {} : { code: this.#closeCode }), ...ending });
  }
}

function brokenBy(error: Error): WebSocketEnding {
  if (error instanceof KubeError) return { error };
  return { error: new KubeError('tunnel-ended', `the connection broke: ${error.message}`, { cause: error }) };
}
