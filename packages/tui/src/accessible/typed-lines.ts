import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A line is a command; what is longer is none, and only its beginning is kept. */
const LONGEST_LINE = 1000;
/** Lines that wait; beyond them nothing is read until some are taken. */
const MOST_WAITING = 64;

/** The lines of a stream, one after the other, read no faster than they are taken. The stream itself stays open. */
export class TypedLines {
  readonly #stream: Readable;
  readonly #decoder = new StringDecoder('utf8');
  readonly #waiting: string[] = [];
  #rest = '';
  #isOver = false;
  #taker: (() => void) | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on('data', this.#read);
    stream.on('end', this.#end);
    stream.on('close', this.#end);
    stream.on('error', this.#end);
  }

  /** The next line, without its end; `undefined` after the last, and once closed. */
  async next(): Promise<string | undefined> {
    while (this.#waiting.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => (this.#taker = resolve));
    }
    const line = this.#waiting.shift();
    if (this.#waiting.length < MOST_WAITING && !this.#isOver) this.#stream.resume();
    return line;
  }

  /** Reads no more; whoever waits for a line gets none. */
  close(): void {
    this.#waiting.length = 0;
    this.#isOver = true;
    this.#stream.off('data', this.#read);
    this.#stream.off('end', this.#end);
    this.#stream.off('close', this.#end);
    this.#stream.pause();
    // An error may still come of what was read last.
    setImmediate(() => this.#stream.off('error', this.#end));
    this.#wake();
  }

  readonly #read = (chunk: Buffer | string): void => {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop()!.slice(0, LONGEST_LINE);
    this.#waiting.push(...lines.map((line) => line.slice(0, LONGEST_LINE)));
    if (this.#waiting.length >= MOST_WAITING) this.#stream.pause();
    this.#wake();
  };

  readonly #end = (): void => {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#rest !== '') this.#waiting.push(this.#rest);
    this.#wake();
  };

  #wake(): void {
    this.#taker?.();
    this.#taker = undefined;
  }
}
