import { describe, expect, it } from 'vitest';
import { StringsReader } from '../../src/reader/strings-reader.js';

const BLOCK = 1 << 20;

function stored(texts: readonly string[], pieceSize = 1 << 16) {
  const bytes = new TextEncoder().encode(`${texts.map((text) => JSON.stringify(text)).join(',\n')}]`);
  const reader = new StringsReader();
  for (let start = 0; start < bytes.length; start += pieceSize)
    reader.read(bytes.slice(start, start + pieceSize), 0);
  expect(reader.isDone).toBe(true);
  return reader.strings;
}

describe('StoredStrings', () => {
  it('gives back what was written, across blocks too', () => {
    const texts = [
      'a',
      'b'.repeat(BLOCK - 10),
      'across\n"blocks"',
      '',
      'c'.repeat(2 * BLOCK),
      'ü',
      '\\',
      '\u0000',
    ];
    const strings = stored(texts);
    expect(strings.count).toBe(texts.length);
    for (const [index, text] of texts.entries())
      expect(strings.text(index) === text, String(index)).toBe(true);
    expect(strings.text(texts.length)).toBe('');
  });

  it('decodes only the beginning when asked to', () => {
    const strings = stored([
      'x'.repeat(3 * BLOCK),
      'äöü'.repeat(10),
      '"'.repeat(50),
      '\u0001'.repeat(20),
      'ab',
    ]);
    expect(strings.beginning(0, 4)).toBe('xxxx');
    expect(strings.beginning(1, 5)).toBe('äöüäö');
    expect(strings.beginning(2, 7)).toBe('"""""""');
    expect(strings.beginning(3, 3)).toBe('\u0001\u0001\u0001');
    expect(strings.beginning(4, 10)).toBe('ab');
  });

  it('finds a string by its whole text', () => {
    const strings = stored(['of', 'name of', 'a "quoted" name', 'name', 'name', '']);
    expect(strings.indexOf('name')).toBe(3);
    expect(strings.indexOf('a "quoted" name')).toBe(2);
    expect(strings.indexOf('')).toBe(5);
    expect(strings.indexOf('nam')).toBeUndefined();
  });

  it('finds all strings that contain a text, where two blocks meet as well', () => {
    const strings = stored(['a mark', 'none', `${'x'.repeat(BLOCK - 25)}mark`, 'mark mark', 'm', 'ark']);
    expect(strings.containing('mark')).toEqual([0, 2, 3]);
  });
});
