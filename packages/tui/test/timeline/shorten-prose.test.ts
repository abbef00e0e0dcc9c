import { safeText } from '@heaptide/report';
import { expect, test } from 'vitest';
import { hostileNames } from '../hostile-names.js';
import { shortenProse, wrapProse } from '../../src/timeline/shorten-prose.js';

const shorten = (text: string, width: number) => shortenProse(safeText(text), { width, ellipsis: '…' }).text;
const wrap = (text: string, width: number, most: number) =>
  wrapProse(safeText(text), { width, most, ellipsis: '…' }).map((line) => line.text);

test('prose is cut between two words', () => {
  expect(shorten('before config reload', 20)).toBe('before config reload');
  expect(shorten('before config reload', 19)).toBe('before config…');
  expect(shorten('before config reload', 14)).toBe('before config…');
  expect(shorten('a reconfiguration', 10)).toBe('a reconfi…');
  expect(shorten('日本語日本語', 8)).toBe('日本語…');
});

test('prose is broken between two words, and cut after the last line', () => {
  expect(wrap('one two three four', 9, 3)).toEqual(['one two', 'three', 'four']);
  expect(wrap('one two three four', 9, 2)).toEqual(['one two', 'three…']);
  expect(wrap('', 9, 2)).toEqual(['']);
  expect(wrap('abcdefghijkl', 5, 3)).toEqual(['abcde', 'fghij', 'kl']);
});

test('no line is wider than asked, whatever the text', () => {
  for (const name of hostileNames(120)) {
    const text = safeText(name, { limit: 256 });
    for (const width of [8, 17, 60]) {
      const lines = wrapProse(text, { width, most: 3, ellipsis: '…' });
      expect(lines.length).toBeLessThanOrEqual(3);
      for (const line of [...lines, shortenProse(text, { width, ellipsis: '…' })]) {
        expect(line.width).toBeLessThanOrEqual(width);
      }
    }
  }
});
