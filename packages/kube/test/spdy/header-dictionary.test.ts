import { expect, it } from 'vitest';
import { HEADER_DICTIONARY } from '../../src/spdy/header-dictionary.js';

it('is the dictionary of SPDY/3, which zlib knows by its Adler-32', () => {
  let low = 1;
  let high = 0;
  for (const byte of HEADER_DICTIONARY) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  expect(HEADER_DICTIONARY.length).toBe(1_423);
  expect(((high << 16) | low) >>> 0).toBe(0xe3c6a7c2);
});
