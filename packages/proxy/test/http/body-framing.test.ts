import { describe, expect, it } from 'vitest';
import { declaredFraming } from '../../src/http/body-framing.js';
import { type FieldLines, parseFieldLines } from '../../src/http/field-lines.js';

const framing = (...lines: string[]) => declaredFraming(parseFieldLines(lines, 0) as FieldLines);

describe('declaredFraming', () => {
  it('is undefined where nothing is said', () => {
    expect(framing('Host: a', 'X-Content-Length: 5')).toBeUndefined();
  });

  it.each([
    ['Content-Length: 5', { by: 'length', length: 5 }],
    ['content-length:5', { by: 'length', length: 5 }],
    ['Content-Length: 005', { by: 'length', length: 5 }],
    ['Content-Length: 999999999999999', { by: 'length', length: 999_999_999_999_999 }],
    ['Content-Length: 0', { by: 'none' }],
    ['Content-Length: 000', { by: 'none' }],
    ['Transfer-Encoding: chunked', { by: 'chunks' }],
    ['transfer-encoding:\tCHUNKED ', { by: 'chunks' }],
  ])('reads %j', (line, expected) => {
    expect(framing(line)).toEqual(expected);
  });

  const NO_NUMBER = { malformed: 'a Content-Length that is no number' };

  it.each([
    '+5',
    '-5',
    '0x5',
    '5.0',
    '5e1',
    '5, 5',
    '5,5',
    '5;5',
    '5 5',
    '"5"',
    '',
    '1_000',
    'five',
    '\xb2',
    '1000000000000000',
    '18446744073709551621',
  ])('refuses the length %j', (value) => {
    expect(framing(`Content-Length: ${value}`)).toEqual(NO_NUMBER);
  });

  it.each([
    ['two lengths that differ', ['Content-Length: 5', 'Content-Length: 6'], 'Content-Length twice'],
    ['two lengths alike', ['Content-Length: 5', 'content-length: 5'], 'Content-Length twice'],
    [
      'both fields',
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      'both Content-Length and Transfer-Encoding',
    ],
    [
      'both fields, the other way round',
      ['Transfer-Encoding: chunked', 'Content-Length: 5'],
      'both Content-Length and Transfer-Encoding',
    ],
    [
      'both fields, one of them nonsense',
      ['Transfer-Encoding: x', 'Content-Length: +0'],
      'both Content-Length and Transfer-Encoding',
    ],
    [
      'chunked in two fields',
      ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'],
      'Transfer-Encoding twice',
    ],
    [
      'codings in two fields',
      ['Transfer-Encoding: gzip', 'Transfer-Encoding: chunked'],
      'Transfer-Encoding twice',
    ],
  ])('refuses %s', (_, lines, malformed) => {
    expect(framing(...lines)).toEqual({ malformed });
  });

  it.each([
    'xchunked',
    'chunkedx',
    'chunked, chunked',
    'chunked,',
    ', chunked',
    'chunked;q=1',
    '"chunked"',
    "'chunked'",
    'gzip, chunked',
    'chunked, identity',
    'identity',
    '',
    'chun ked',
    'ch\xfcnked',
  ])('does not support the transfer coding %j', (value) => {
    expect(framing(`Transfer-Encoding: ${value}`)).toBe('unsupported');
  });
});
