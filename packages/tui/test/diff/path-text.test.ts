import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { pathText } from '../../src/diff/path-text.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';

const style = createDrawingStyle({ color: false, ascii: false });
const change = (names: readonly string[], folded = 0) => ({
  frames: [...names, 'site'].map((name) => ({ function: name, file: '/a.js', line: 1 })),
  folded,
  before: 0,
  after: 1,
  delta: 1,
});
const text = (names: readonly string[], width: number, folded = 0) =>
  pathText(change(names, folded), { width, style }).text;

test('callers from the root to the one nearest to the site', () => {
  expect(text(['main', 'post', 'add'], 40)).toBe('main > post > add');
  expect(text(['main', 'post', 'add'], 17)).toBe('main > post > add');
});

test('what does not fit is left out at the root', () => {
  expect(text(['main', 'post', 'add'], 16)).toBe('… > post > add');
  expect(text(['main', 'post', 'addWithIdentifier'], 15)).toBe('… > addWi…ifier');
});

test('folded paths and the lack of a caller are said', () => {
  expect(text(['add'], 40, 12)).toBe('(12 paths) > add');
  expect(text([], 40, 2)).toBe('(2 paths)');
  expect(text([], 40)).toBe('no caller recorded');
});

test('never wider than asked, and as wide as it says', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 });
  fc.assert(
    fc.property(names, fc.integer({ min: 20, max: 80 }), fc.nat(3), (callers, width, folded) => {
      const shown = pathText(change(callers, folded), { width, style });
      expect(stringWidth(shown.text)).toBe(shown.width);
      expect(shown.width).toBeLessThanOrEqual(width);
    }),
  );
});
