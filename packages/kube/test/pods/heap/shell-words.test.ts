import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWords } from '../../../src/pods/heap/shell-words.js';

it.each([
  ['', []],
  ['  a\tb\n c ', ['a', 'b', 'c']],
  ['"--max-old-space-size=64" x', ['--max-old-space-size=64', 'x']],
  ['--require "./a b.js"', ['--require', './a b.js']],
  [`a'b c'd"e f"`, ['ab cde f']],
  [String.raw`a\ b "c\"d" 'e\f'`, ['a b', 'c"d', String.raw`e\f`]],
  ['"" x', ['', 'x']],
  ['"open to the end', ['open to the end']],
  ["'open too", ['open too']],
])('%j', (text, words) => {
  expect(shellWords(text)).toEqual(words);
});

it('gives back what was quoted', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '"', "'", '\\', ' ', '$', '\n', '=', '-') });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.map((one) => `"${one.replace(/["\\]/g, String.raw`\$&`)}"`).join(' ');
      expect(shellWords(text)).toEqual(words);
    }),
  );
});
