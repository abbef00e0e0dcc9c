import { describe, expect, it } from 'vitest';
import { KeyedHash } from '../../src/scrub/keyed-hash.js';

const counting = (length: number) => Uint8Array.from({ length }, (_, index) => index);
const hex = (words: readonly number[]) =>
  words
    .map((word) => word.toString(16).padStart(8, '0'))
    .toReversed()
    .join('');

describe('KeyedHash', () => {
  // The paper's own example (appendix A), and the first of its authors' test vectors.
  it.each([
    [15, 'a129ca6149be45e5'],
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [8, '93f5f5799a932462'],
  ])('is SipHash-2-4 for %i bytes', (length, expected) => {
    expect(hex(new KeyedHash(counting(16)).hash(counting(length)))).toBe(expected);
  });

  it('depends on the key', () => {
    const other = counting(16).map((byte) => byte ^ 1);
    expect(new KeyedHash(other).hash(counting(15))).not.toEqual(
      new KeyedHash(counting(16)).hash(counting(15)),
    );
  });
});
