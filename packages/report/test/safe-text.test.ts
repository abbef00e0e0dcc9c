import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeText } from '../src/index.js';

const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Any UTF-16 code units, lone surrogates and controls among them. */
const anyText = fc
  .array(
    fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x1b, 0x9b, 0x202e, 0x200b, 0x301, 0xd800)),
  )
  .map((units) => String.fromCharCode(...units));

test.each([
  ['\u001B]52;c;cm0gLXJm\u0007x', '␛]52;c;cm0gLXJm␇x'],
  ['\u009B2Jx', '<U+009B>2Jx'],
  ['safe\revil', 'safe␍evil'],
  ['ab\b\bXY', 'ab␈␈XY'],
  ['a\u007Fb', 'a␡b'],
  ['a\u202Egpj.exe', 'a<U+202E>gpj.exe'],
  ['a\u200Bb', 'a<U+200B>b'],
  ['a\u2028b', 'a<U+2028>b'],
  ['a\uD800b', 'a<U+D800>b'],
  ['a\uE000b', 'a<U+E000>b'],
  ['\u3164', '<U+3164>'],
  ['a\u{E0041}b', 'a<U+E0041>b'],
  [`a${'\u0301'.repeat(40)}b`, 'a\u0301\u0301b'],
  ['\u0301a', '◌\u0301a'],
  ['größe 日本', 'größe 日本'],
])('%j is shown as %j', (text, shown) => {
  expect(safeText(text)).toBe(shown);
});

test('printable ASCII is returned as it is', () => {
  const text = 'TransparentProxy.#roundTrip <anonymous> ~';
  expect(safeText(text)).toBe(text);
});

test('the middle of long text is left out', () => {
  const shown = safeText(`head${'x'.repeat(2000)}tail`, { limit: 40 });
  expect(shown).toMatch(/^headx+\.\.\.x+tail$/);
  expect(shown).toHaveLength(43);
});

test('what stands for a character counts as well', () => {
  const hidden = `head${'\u202E'.repeat(500)}tail`;
  expect(safeText(hidden)).toMatch(/^head(<U\+202E>)+.*\.\.\..*(<U\+202E>)+tail$/);
  expect(safeText(hidden).length).toBeLessThanOrEqual(515);
  expect(safeText('日'.repeat(500), { ascii: true }).length).toBeLessThanOrEqual(515);
});

test('a cut does not fall into a character', () => {
  for (const limit of [10, 11, 12, 13]) {
    expect(safeText('😀'.repeat(20), { limit })).toMatch(/^😀+\.\.\.😀+$/u);
    expect(safeText(`a${'😀'.repeat(20)}b`, { limit })).toMatch(/^a😀+\.\.\.😀+b$/u);
  }
});

test('with ascii, everything else is a code point', () => {
  expect(safeText('é\u001B日', { ascii: true })).toBe('<U+00E9><U+001B><U+65E5>');
});

test('whatever comes in, nothing comes out that a terminal acts on', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, ascii) => {
      expect(safeText(text, { ascii })).not.toMatch(FORBIDDEN);
    }),
    { numRuns: 2000 },
  );
});

test('safe text stays as it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const safe = safeText(text);
      expect(safeText(safe, { limit: safe.length })).toBe(safe);
    }),
  );
});
