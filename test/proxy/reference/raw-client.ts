import { connect, type Socket } from 'node:net';
import { readFinalAnswer, type StrictAnswer } from './strict-message.js';

const ANSWER_TIMEOUT_MS = 20_000;

/** A connection on which requests are written as they are and answers are read one by one. */
export class RawClient {
  readonly socket: Socket;
  #held: Buffer = Buffer.alloc(0);
  #ended: 'end' | 'broken' | undefined;
  #onChange: (() => void) | undefined;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk) => {
      this.#held = Buffer.concat([this.#held, chunk]);
      this.#onChange?.();
    });
    this.socket.on('error', () => this.#noteEnd('broken'));
    this.socket.on('close', () => this.#noteEnd('end'));
  }

  /** Bytes received that are part of no answer read so far. */
  get held(): Buffer {
    return this.#held;
  }

  /** Resolves with how the other side closed the connection. */
  async ended(): Promise<'end' | 'broken'> {
    await this.#until('the end of the connection', () => this.#ended !== undefined);
    return this.#ended!;
  }

  /** The next answer, to a request of that method. Rejects where there is none, or no whole one. */
  async answer(method = 'GET'): Promise<StrictAnswer> {
    const read = () => readFinalAnswer(this.#held, { method, isEnded: this.#ended === 'end' });
    await this.#until('an answer', () => read().is !== 'partial' || this.#ended !== undefined);
    const reading = read();
    if (reading.is !== 'whole') throw new Error(`${reading.is} answer: ${this.#held.toString('latin1')}`);
    this.#held = this.#held.subarray(reading.end);
    return reading.message;
  }

  destroy(): void {
    this.socket.destroy();
  }

  #noteEnd(how: 'end' | 'broken'): void {
    this.#ended ??= how;
    this.#onChange?.();
  }

  #until(what: string, holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`gave up waiting for ${what}`)), ANSWER_TIMEOUT_MS);
      this.#onChange = () => {
        if (!holds()) return;
        clearTimeout(timer);
        this.#onChange = undefined;
        resolve();
      };
      this.#onChange();
    });
  }
}
