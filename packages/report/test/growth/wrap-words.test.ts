import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapWords } from '../../src/growth/wrap-words.js';

it('breaks between words, and begins what follows as it is told', () => {
  expect(wrapWords('one two three four', { width: 9, hang: '  ' })).toEqual(['one two', '  three', '  four']);
  expect(wrapWords('', { width: 9 })).toEqual(['']);
});

it('keeps all words in order, and is only wider where one word is', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 6, max: 40 }), (words, width) => {
      const lines = wrapWords(words.join(' '), { width, hang: ' ' });
      expect(lines.map((line) => line.trim()).join(' ')).toBe(words.join(' '));
      for (const line of lines) if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(width);
      // The next word would not have fitted.
      lines.slice(1).forEach((line, i) => {
        expect(lines[i]!.length + 1 + line.trim().split(' ')[0]!.length).toBeGreaterThan(width);
      });
    }),
  );
});
