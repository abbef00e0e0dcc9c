import { KeyedHash } from './keyed-hash.js';

/** Sixteen letters that no hexadecimal number has, so that what is hashed cannot look like data. */
const LETTERS = Uint8Array.from('ghijklmnopqrstuv', (letter) => letter.charCodeAt(0));

/** The same text always becomes the same letters, as many as it has bytes; the key decides which. */
export class TextReplacer {
  readonly #hash: KeyedHash;

  constructor(key: Uint8Array) {
    this.#hash = new KeyedHash(key);
  }

  /** Overwrites the bytes from `start` up to `end`. */
  replace(bytes: Uint8Array, start: number, end: number): void {
    this.#hash.hash(bytes, start, end);
    const { low, high } = this.#hash;
    for (let at = start, digit = 0; at < end; at++, digit++) {
      const word = (digit & 8) === 0 ? low : high;
      bytes[at] = LETTERS[(word >>> ((digit & 7) * 4)) & 15]!;
    }
  }
}
