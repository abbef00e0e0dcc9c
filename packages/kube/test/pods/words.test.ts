import { expect, it } from 'vitest';
import { clipWords } from '../../src/pods/clip-words.js';
import { durationWords } from '../../src/pods/duration-words.js';
import { memoryWords } from '../../src/pods/memory-words.js';

it.each([
  [0, '0 s'],
  [999, '0 s'],
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [61_000, '1 min 1 s'],
  [11_520_000, '3 h 12 min'],
  [3_601_000, '1 h'],
  [176_400_000, '2 d 1 h'],
])('%d ms are %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});

it.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1536, '1.5 KiB'],
  [128 * 2 ** 20, '128 MiB'],
  [2 ** 50, '1024 TiB'],
  [-2048, '-2 KiB'],
])('%d bytes are %s', (bytes, words) => {
  expect(memoryWords(bytes)).toBe(words);
});

it('cuts what nobody reads', () => {
  expect(clipWords('x'.repeat(500))).toHaveLength(500);
  expect(clipWords('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
});
