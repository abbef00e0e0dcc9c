import { WORD } from './named-sets.js';
import { ASSERTION, type Program } from './program.js';

const REPLACEMENT = 0xfffd;

/**
 * Letters of a program: stretches of code points that it never tells apart. A letter is an index, the first ones are
 * those that ASCII has.
 */
export class Alphabet {
  /** Letters of the ASCII characters. */
  readonly ascii = new Uint8Array(128);
  /** How many letters begin in ASCII. */
  readonly asciiLetters: number;
  readonly #starts: Int32Array;

  constructor({ sets, assertions }: Program) {
    const starts = new Set([0]);
    const add = (ranges: readonly number[]) => {
      for (let i = 0; i < ranges.length; i += 2) starts.add(ranges[i]!).add(ranges[i + 1]! + 1);
    };
    for (const ranges of sets) add(ranges);
    if (assertions & (ASSERTION.beginLine | ASSERTION.endLine)) add([0x0a, 0x0a]);
    if (assertions & (ASSERTION.wordBoundary | ASSERTION.noWordBoundary)) add(WORD);
    this.#starts = Int32Array.from(starts).sort();
    for (let code = 0; code < 128; code++) this.ascii[code] = this.letter(code);
    this.asciiLetters = this.ascii[127]! + 1;
  }

  /** The letter of a code point; half a surrogate pair counts as U+FFFD. */
  letter(codePoint: number): number {
    const actual = codePoint >= 0xd800 && codePoint < 0xe000 ? REPLACEMENT : codePoint;
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= actual) low = middle;
      else high = middle;
    }
    return low;
  }

  /** A code point that has the letter. */
  example(letter: number): number {
    return this.#starts[letter]!;
  }
}
