import type { Readable } from 'node:stream';

const MOST_CHARACTERS = 16 * 1024;

/** The end of what a program printed. */
export class OutputTail {
  #text = '';

  constructor(stream: Readable, onText?: (tail: string) => void) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      this.#text = (this.#text + text).slice(-MOST_CHARACTERS);
      onText?.(this.#text);
    });
    // The end of the program tells enough.
    stream.on('error', () => undefined);
  }

  get text(): string {
    return this.#text;
  }
}
