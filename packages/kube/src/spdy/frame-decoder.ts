import { ByteCollector } from '../bytes/byte-collector.js';
import { FRAME_HEAD_BYTES, FLAG_FIN, VERSION } from './frame.js';
import { SpdyProblem } from './spdy-problem.js';

/** Of a control frame; a header block of the port-forward protocol has tens of bytes. */
const LONGEST_CONTROL = 64 * 1024;

export interface ControlFrame {
  readonly kind: number;
  readonly flags: number;
  readonly body: Buffer;
}

export interface FrameListener {
  /** A piece of a stream's data. */
  onData(streamId: number, bytes: Buffer): void;
  /** The peer sends no more on this stream. */
  onFin(streamId: number): void;
  onControl(frame: ControlFrame): void;
}

/** Frames of SPDY/3, cut anywhere. Data is handed on as it comes, so that no more than one control frame is held. */
export class FrameDecoder {
  readonly #listener: FrameListener;
  /** The frame that is being read: of its head what came of it, of its body what is still to come. */
  readonly #head = Buffer.alloc(FRAME_HEAD_BYTES);
  #headLength = 0;
  #remaining = 0;
  readonly #control = new ByteCollector();

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** @throws {SpdyProblem} where the peer breaks the protocol; nothing can be read after that. */
  feed(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#headLength < FRAME_HEAD_BYTES) {
        const copied = chunk.copy(this.#head, this.#headLength, at, at + FRAME_HEAD_BYTES - this.#headLength);
        this.#headLength += copied;
        at += copied;
        if (this.#headLength === FRAME_HEAD_BYTES) this.#beginFrame();
      } else {
        const piece = chunk.subarray(at, at + this.#remaining);
        at += piece.length;
        this.#remaining -= piece.length;
        this.#readBody(piece);
      }
      if (this.#headLength === FRAME_HEAD_BYTES && this.#remaining === 0) this.#endFrame();
    }
  }

  get #isControl(): boolean {
    return (this.#head[0]! & 0x80) !== 0;
  }

  #beginFrame(): void {
    this.#remaining = this.#head.readUIntBE(5, 3);
    if (!this.#isControl) return;
    const version = this.#head.readUInt16BE(0) & 0x7fff;
    if (version !== VERSION) throw new SpdyProblem(`a frame of version ${version}`);
    if (this.#remaining > LONGEST_CONTROL)
      throw new SpdyProblem(`a control frame of ${this.#remaining} bytes`);
  }

  #readBody(piece: Buffer): void {
    if (this.#isControl) this.#control.append(piece);
    else this.#listener.onData(this.#head.readUInt32BE(0), piece);
  }

  #endFrame(): void {
    this.#headLength = 0;
    const flags = this.#head[4]!;
    if (this.#isControl)
      this.#listener.onControl({ kind: this.#head.readUInt16BE(2), flags, body: this.#control.take() });
    else if ((flags & FLAG_FIN) !== 0) this.#listener.onFin(this.#head.readUInt32BE(0));
  }
}
