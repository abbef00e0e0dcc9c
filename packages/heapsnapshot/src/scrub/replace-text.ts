import { KeyedHash } from './keyed-hash.js';

/** Sixteen letters that no hexadecimal number has, so that what is hashed cannot look like data. */
const LETTERS = Uint8Array.from('ghijklmnopqrstuv', (letter) => letter.charCodeAt(0));

/** The same text always becomes the same letters, as many as it has bytes; the key decides which. */
export class TextReplacer {
  readonly #hash: KeyedHash;

  constructor(key: Uint8Array) {
    this.#hash = new KeyedHash(key);
  }

  replacement(bytes: Uint8Array): Uint8Array {
    const [low, high] = this.#hash.hash(bytes);
    const replaced = new Uint8Array(bytes.length);
    for (let at = 0; at < replaced.length; at++) {
      const digit = at & 15;
      const word = digit < 8 ? low : high;
      replaced[at] = LETTERS[(word >>> ((digit & 7) * 4)) & 15]!;
    }
    return replaced;
  }
}
