import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { fitName, measure, shortenName } from '../../src/drawing/measured-text.js';
import { safeText } from '@heaptide/report';

const name = (text: string) => measure(safeText(text));

test('a short name is padded', () => {
  expect(fitName(name('Map.set'), { width: 10, ellipsis: '…' })).toBe('Map.set   ');
});

test('a long name is cut in the middle', () => {
  const long = name('TransparentProxy.normalizeForwardedHeaders');
  expect(fitName(long, { width: 15, ellipsis: '…' })).toBe('Transpa…Headers');
});

test('of a location the end is kept', () => {
  const long = name('internal/session-table.js:41');
  expect(fitName(long, { width: 17, ellipsis: '..', keep: 'end' })).toBe('int..-table.js:41');
});

test('a wide character that straddles the cut leaves a space beside the ellipsis', () => {
  expect(fitName(name('日本日本日本'), { width: 8, ellipsis: '…' })).toBe('日 …日本');
});

test('the same name fits another width too', () => {
  const long = name('TransparentProxy');
  expect(fitName(long, { width: 7, ellipsis: '…' })).toBe('Tra…oxy');
  expect(fitName(long, { width: 20, ellipsis: '…' })).toBe('TransparentProxy    ');
});

test('a fitted name is exactly as wide as asked, a shortened one never wider', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (text, width) => {
      const measured = name(text);
      expect(stringWidth(fitName(measured, { width, ellipsis: '…' }))).toBe(width);
      expect(shortenName(measured, { width, ellipsis: '…' }).width).toBeLessThanOrEqual(width);
    }),
  );
});
