import { sharedNumbers } from '../model/shared-arrays.js';

/** A set of whole numbers below a bound, a bit each. Hot loops read `words` themselves. */
export class BitSet {
  readonly words: Uint32Array;

  constructor(bound: number, words: Uint32Array = sharedNumbers(Math.ceil(bound / 32))) {
    this.words = words;
  }

  has(member: number): boolean {
    return ((this.words[member >>> 5]! >>> (member & 31)) & 1) === 1;
  }

  add(member: number): void {
    this.words[member >>> 5]! |= 1 << (member & 31);
  }

  remove(member: number): void {
    this.words[member >>> 5]! &= ~(1 << (member & 31));
  }
}
