import type { Readable } from 'node:stream';

/** As much as an error is shown of. */
const MOST_CHARACTERS = 500;
const MOST_BYTES = 4 * MOST_CHARACTERS;

/** Collects what an error stream says and lets it end; empty is what success says. Hostile text. */
export class ErrorText {
  /** Resolves with the text when it is whole. */
  readonly whole: Promise<string>;
  #bytes = Buffer.alloc(0);

  constructor(stream: Readable) {
    // What is too long is read all the same: a stream that is not read holds up all others.
    stream.on('data', (piece: Buffer) => {
      if (this.#bytes.length < MOST_BYTES)
        this.#bytes = Buffer.concat([this.#bytes, piece.subarray(0, MOST_BYTES)]);
    });
    this.whole = new Promise((resolve) => {
      const onOver = () => resolve(this.#text());
      stream.on('end', onOver).on('close', onOver);
    });
  }

  /** The text, or what there is of it after `withinMs`. */
  within(withinMs: number): Promise<string> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.#text()), withinMs);
      void this.whole.then((text) => {
        clearTimeout(timer);
        resolve(text);
      });
    });
  }

  #text(): string {
    return this.#bytes.toString('utf8').trim().slice(0, MOST_CHARACTERS);
  }
}
