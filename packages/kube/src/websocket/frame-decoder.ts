import { ByteCollector } from '../bytes/byte-collector.js';
import { OPCODE } from './frame.js';
import { WebSocketProblem } from './websocket-problem.js';

const LONGEST_CONTROL = 125;

export interface FrameListener {
  /** One whole message, its fragments joined. */
  onMessage(data: Buffer, isText: boolean): void;
  /** One control frame. */
  onControl(opcode: number, payload: Buffer): void;
}

/** What a server sends, cut anywhere. Holds at most one message of `maxMessage` bytes and one control frame. */
export class FrameDecoder {
  readonly #maxMessage: number;
  readonly #listener: FrameListener;
  /** The frame that is being read: of its head what came of it, of its payload what is still to come. */
  readonly #head = Buffer.alloc(10);
  #headLength = 0;
  #inPayload = false;
  #remaining = 0;
  readonly #control = new ByteCollector();
  readonly #message = new ByteCollector();
  /** Of the message that fragments are awaited of. */
  #messageOpcode: number | undefined;

  constructor(maxMessage: number, listener: FrameListener) {
    this.#maxMessage = maxMessage;
    this.#listener = listener;
  }

  /** @throws {WebSocketProblem} where the peer breaks the protocol; nothing can be read after that. */
  feed(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#inPayload) {
        const piece = chunk.subarray(at, at + this.#remaining);
        at += piece.length;
        this.#readPayload(piece);
      } else {
        this.#head[this.#headLength++] = chunk[at++]!;
        if (this.#headLength === this.#headSize()) this.#beginFrame();
      }
    }
  }

  get #opcode(): number {
    return this.#head[0]! & 0x0f;
  }

  get #isControl(): boolean {
    return this.#opcode >= OPCODE.close;
  }

  get #isLast(): boolean {
    return (this.#head[0]! & 0x80) !== 0;
  }

  #headSize(): number {
    if (this.#headLength < 2) return 2;
    const length = this.#head[1]! & 0x7f;
    return length < 126 ? 2 : length === 126 ? 4 : 10;
  }

  #beginFrame(): void {
    const head = this.#head;
    if ((head[0]! & 0x70) !== 0) throw new WebSocketProblem(1002, 'an extension that nobody asked for');
    if ((head[1]! & 0x80) !== 0) throw new WebSocketProblem(1002, 'a masked frame from a server');
    const short = head[1]! & 0x7f;
    const length =
      short < 126 ? short : short === 126 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2));
    if (this.#isControl) this.#beginControl(length);
    else this.#beginData(length);
    this.#headLength = 0;
    this.#inPayload = true;
    this.#remaining = length;
    if (length === 0) this.#endFrame();
  }

  #beginControl(length: number): void {
    if (this.#opcode > OPCODE.pong) throw new WebSocketProblem(1002, `unknown opcode ${this.#opcode}`);
    if (!this.#isLast || length > LONGEST_CONTROL)
      throw new WebSocketProblem(1002, 'a control frame that is too long or in fragments');
  }

  #beginData(length: number): void {
    const opcode = this.#opcode;
    if (opcode > OPCODE.binary) throw new WebSocketProblem(1002, `unknown opcode ${opcode}`);
    if ((opcode === OPCODE.continuation) !== (this.#messageOpcode !== undefined))
      throw new WebSocketProblem(1002, 'fragments out of order');
    this.#messageOpcode ??= opcode;
    if (this.#message.length + length > this.#maxMessage)
      throw new WebSocketProblem(1009, `a message of more than ${this.#maxMessage} bytes`);
  }

  #readPayload(piece: Buffer): void {
    this.#remaining -= piece.length;
    const isWhole = this.#remaining === 0;
    if (this.#isControl) this.#control.append(piece);
    else if (isWhole && this.#isLast && this.#message.length === 0) {
      this.#inPayload = false;
      this.#deliver(piece);
      return;
    } else this.#message.append(piece, this.#remaining);
    if (isWhole) this.#endFrame();
  }

  #endFrame(): void {
    this.#inPayload = false;
    if (this.#isControl) this.#listener.onControl(this.#opcode, this.#control.take());
    else if (this.#isLast) this.#deliver(this.#message.take());
  }

  #deliver(message: Buffer): void {
    const isText = this.#messageOpcode === OPCODE.text;
    this.#messageOpcode = undefined;
    this.#listener.onMessage(message, isText);
  }
}
