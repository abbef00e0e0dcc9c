import { expect, test } from 'vitest';
import { goQuote } from '../../src/go-format/go-quote.js';

test.each([
  ['a b', '"a b"'],
  ['"\\', String.raw`"\"\\"`],
  ['\n\t\x07\x1b\x7f', String.raw`"\n\t\a\x1b\x7f"`],
  ['é😀', '"é😀"'],
  ['\u00a0\u202e\u{10ffff}', String.raw`"\u00a0\u202e\U0010ffff"`],
  ['\ud800', '"\ufffd"'],
])('%j is %s', (text, quoted) => {
  expect(goQuote(text)).toBe(quoted);
});
