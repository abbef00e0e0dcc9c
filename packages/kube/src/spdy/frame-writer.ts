import type { Duplex } from 'node:stream';
import { dataHead } from './frame.js';
import { SpdyProblem } from './spdy-problem.js';

/** Of data in one frame, so that streams take turns. */
const FRAME_BYTES = 32 * 1024;
/** What the peer makes us answer and does not read. */
const MOST_UNREAD_ANSWERS = 1024 * 1024;

/** Sends frames for all streams of a session; does nothing once the socket takes no more. */
export class FrameWriter {
  readonly #socket: Duplex;
  #awaitingDrain: (() => void)[] = [];

  constructor(socket: Duplex) {
    this.#socket = socket;
    const release = () => this.#release();
    socket.on('drain', release).on('close', release);
  }

  send(frame: Buffer): void {
    if (this.#socket.writable) this.#socket.write(frame);
  }

  /**
   * Sends what the peer made necessary.
   * @throws {SpdyProblem} where it asks for more and more without reading.
   */
  answer(frame: Buffer): void {
    if (this.#socket.writableLength > MOST_UNREAD_ANSWERS)
      throw new SpdyProblem('more to answer than it reads');
    this.send(frame);
  }

  /** Sends data; `callback` is called when there is room for more, or nobody to send it to. */
  sendData(streamId: number, bytes: Buffer, callback: () => void): void {
    if (!this.#socket.writable) {
      callback();
      return;
    }
    this.#socket.cork();
    for (let at = 0; at < bytes.length; at += FRAME_BYTES) {
      const piece = bytes.subarray(at, at + FRAME_BYTES);
      this.#socket.write(dataHead(streamId, 0, piece.length));
      this.#socket.write(piece);
    }
    this.#socket.uncork();
    if (this.#socket.writableNeedDrain) this.#awaitingDrain.push(callback);
    else callback();
  }

  #release(): void {
    const callbacks = this.#awaitingDrain;
    this.#awaitingDrain = [];
    for (const callback of callbacks) callback();
  }
}
