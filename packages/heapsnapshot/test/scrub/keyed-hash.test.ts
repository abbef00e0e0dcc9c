import { describe, expect, it } from 'vitest';
import { KeyedHash } from '../../src/scrub/keyed-hash.js';

const counting = (length: number) => Uint8Array.from({ length }, (_, index) => index);
/** As one number, in hexadecimal. */
function hashOf(key: Uint8Array, bytes: Uint8Array, start = 0, end = bytes.length): string {
  const hash = new KeyedHash(key);
  hash.hash(bytes, start, end);
  return [hash.high, hash.low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

describe('KeyedHash', () => {
  // The paper's own example (appendix A), and the first of its authors' test vectors.
  it.each([
    [15, 'a129ca6149be45e5'],
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [8, '93f5f5799a932462'],
  ])('is SipHash-2-4 for %i bytes', (length, expected) => {
    expect(hashOf(counting(16), counting(length))).toBe(expected);
  });

  it.each([0, 7, 8, 15, 40])('is that of %i bytes wherever they stand', (length) => {
    const among = new Uint8Array(60).fill(255);
    among.set(counting(length), 3);
    expect(hashOf(counting(16), among, 3, 3 + length)).toBe(hashOf(counting(16), counting(length)));
  });

  it('depends on the key', () => {
    const other = counting(16).map((byte) => byte ^ 1);
    expect(hashOf(other, counting(15))).not.toBe(hashOf(counting(16), counting(15)));
  });
});
