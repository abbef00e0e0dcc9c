import { describe, expect, it } from 'vitest';
import { type FieldLines, parseFieldLines } from '../../src/http/field-lines.js';

const parsed = (...lines: string[]) => parseFieldLines(lines, 0) as FieldLines;

describe('parseFieldLines', () => {
  it('begins where it is told to', () => {
    expect((parseFieldLines(['GET / HTTP/1.1', 'A: 1'], 1) as FieldLines).names).toEqual(['a']);
    expect((parseFieldLines(['GET / HTTP/1.1'], 1) as FieldLines).count).toBe(0);
  });

  it('keeps lines and their order as they came', () => {
    const lines = ['Host: a', 'x-B:1', 'X-b:   2\t', 'X-Latin: caf\xe9', 'Empty:'];
    const fields = parsed(...lines);
    expect(fields.lines).toEqual(lines);
    expect(fields.names).toEqual(['host', 'x-b', 'x-b', 'x-latin', 'empty']);
  });

  it.each([
    ['a folded line, begun with a space', ['A: b', ' c'], 'a folded header line'],
    ['a folded line, begun with a tab', ['A: b', '\tc: d'], 'a folded header line'],
    ['a space before the first field', [' Host: a'], 'a folded header line'],
    ['an empty line', ['A: b', ''], 'a header line without a colon'],
    ['no colon', ['Host a'], 'a header line without a colon'],
    ['an empty name', [': a'], 'a header name that is no token'],
    ['a space before the colon', ['Content-Length : 5'], 'a header name that is no token'],
    ['a tab before the colon', ['Content-Length\t: 5'], 'a header name that is no token'],
    ['a space in the name', ['Content Length: 5'], 'a header name that is no token'],
    ['a name in another alphabet', ['H\xf6st: a'], 'a header name that is no token'],
    ['NUL in the name', ['Ho\0st: a'], 'a header name that is no token'],
    ['a line end in the name', ['A\nHost: a'], 'a header name that is no token'],
    ['NUL in the value', ['A: b\0c'], 'a control character in a header'],
    ['CR in the value', ['A: b\rHost: c'], 'a control character in a header'],
    ['LF in the value', ['A: b\nHost: c'], 'a control character in a header'],
    ['LF at the end of the value', ['A: b\n'], 'a control character in a header'],
    ['DEL in the value', ['A: \x7f'], 'a control character in a header'],
    ['ESC in the value', ['A: \x1b[2J'], 'a control character in a header'],
  ])('refuses %s', (_, lines, reason) => {
    expect(parseFieldLines(lines, 0)).toBe(reason);
  });

  it.each('"(),/;<=>?@[\\]{}'.split(''))('refuses a name with %s in it', (delimiter) => {
    expect(parseFieldLines([`a${delimiter}b: c`], 0)).toBe('a header name that is no token');
  });

  it('takes every character of a token for a name', () => {
    expect(parsed("!#$%&'*+-.^_`|~09azAZ: 1").names).toEqual(["!#$%&'*+-.^_`|~09azaz"]);
  });
});

describe('values', () => {
  const fields = parsed('A: 1', 'B: \t x : y \t', 'a:2', 'C:', 'D: \t ');

  it('come without the space around them, and with that inside', () => {
    expect([0, 1, 2, 3, 4].map((index) => fields.valueAt(index))).toEqual(['1', 'x : y', '2', '', '']);
  });

  it('keep other white space, which is none in HTTP', () => {
    expect(parsed('A: \xa0x\x85').valueAt(0)).toBe('\xa0x\x85');
  });

  it('are found by name in lower case: first, all, and how many', () => {
    expect(fields.first('a')).toBe('1');
    expect(fields.all('a')).toEqual(['1', '2']);
    expect(fields.countOf('a')).toBe(2);
    expect(fields.first('e')).toBeUndefined();
    expect(fields.all('e')).toEqual([]);
    expect(fields.countOf('e')).toBe(0);
  });

  it('take no longer where there is much space inside them', () => {
    const hostile = parsed(`A: b${' '.repeat(1 << 20)}c`);
    const begun = performance.now();
    expect(hostile.valueAt(0)).toHaveLength((1 << 20) + 2);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
