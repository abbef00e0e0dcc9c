import { describe, expect, it } from 'vitest';
import type { BodyForm } from '../../src/http/body-reader.js';
import { ChunkedBody } from '../../src/http/chunked-body.js';

interface Taken {
  readonly passed: string;
  readonly left: string;
  readonly isWhole: boolean;
  readonly dataBytes: number;
}

/** What a body makes of `pieces`, or why it refuses them. */
function take(form: BodyForm, ...pieces: string[]): Taken | string {
  const body = new ChunkedBody(form);
  let passed = '';
  for (const [index, piece] of pieces.entries()) {
    const bytes = Buffer.from(piece, 'latin1');
    const end = body.take(bytes, 0, (part) => (passed += part.toString('latin1')));
    if (end === -1) return body.reason;
    if (body.isWhole) {
      const left = piece.slice(end) + pieces.slice(index + 1).join('');
      return { passed, left, isWhole: true, dataBytes: body.dataBytes };
    }
    expect(end).toBe(bytes.length);
  }
  return { passed, left: '', isWhole: false, dataBytes: body.dataBytes };
}

const FORMS: readonly BodyForm[] = ['data', 'frames'];

const PLAIN = '5\r\nhello\r\nA\r\n, wide wor\r\n2\r\nld\r\n0\r\n\r\n';
const EXTENDED =
  '5;a=b\r\nhello\r\n0a \t; "x\r\n, wide wor\r\n002;\r\nld\r\n0;last\r\nX-Sum: 7\r\nx-B:\r\n\r\n';
const EXTENDED_FRAMES = '5\r\nhello\r\n0a\r\n, wide wor\r\n002\r\nld\r\n0\r\nX-Sum: 7\r\nx-B:\r\n\r\n';

describe.each([
  ['plain', PLAIN, PLAIN],
  ['with extensions and trailers', EXTENDED, EXTENDED_FRAMES],
])('a chunked body, %s', (_, text, frames) => {
  const expected = {
    data: { passed: 'hello, wide world', left: 'NEXT', isWhole: true, dataBytes: 17 },
    frames: { passed: frames, left: 'NEXT', isWhole: true, dataBytes: 17 },
  };
  const input = `${text}NEXT`;

  it.each(FORMS)('is handed on as %s and ends where it ends', (form) => {
    expect(take(form, input)).toEqual(expected[form]);
  });

  it.each(FORMS)('as %s is the same in two pieces, wherever they part', (form) => {
    for (let at = 0; at <= input.length; at += 1) {
      expect(take(form, input.slice(0, at), input.slice(at))).toEqual(expected[form]);
    }
  });

  it.each(FORMS)('as %s is the same in single bytes', (form) => {
    expect(take(form, ...input.split(''))).toEqual(expected[form]);
  });

  it.each(FORMS)('as %s is not whole before its last byte', (form) => {
    for (let end = 0; end < text.length; end += 1) {
      expect(take(form, text.slice(0, end))).toMatchObject({ isWhole: false });
    }
  });

  it('takes what belongs to it from the middle of other bytes', () => {
    for (const form of FORMS) {
      const body = new ChunkedBody(form);
      const pieces: string[] = [];
      const end = body.take(Buffer.from(`BEFORE${input}`), 6, (piece) => pieces.push(piece.toString()));
      expect(end).toBe(6 + text.length);
      expect(pieces.join('')).toBe(expected[form].passed);
    }
  });
});

describe('a chunked body', () => {
  it('hands on in one piece what came in one piece', () => {
    const bytes = Buffer.from(PLAIN);
    const pieces: Buffer[] = [];
    new ChunkedBody('frames').take(bytes, 0, (piece) => pieces.push(piece));
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toBe(bytes);
  });

  it('without data is its last chunk', () => {
    expect(take('data', '0\r\n\r\n')).toMatchObject({ passed: '', isWhole: true, dataBytes: 0 });
    expect(take('frames', '000\r\n\r\n')).toMatchObject({ passed: '000\r\n\r\n', isWhole: true });
  });

  it('has sizes in either case, with zeros before them', () => {
    expect(take('data', `1a\r\n${'x'.repeat(26)}\r\n0001A\r\n${'y'.repeat(26)}\r\n0\r\n\r\n`)).toMatchObject({
      dataBytes: 52,
      isWhole: true,
    });
  });

  const SIZE = 'a malformed chunk size';
  const NONE = 'a chunk without a size';
  const SIZE_END = 'a chunk size that does not end in CRLF';
  const LONGER = 'a chunk that is longer than its size';
  const TRAILER_END = 'a trailer line that does not end in CRLF';

  it.each([
    ['no size', '\r\nhello', NONE],
    ['an extension for a size', ';a\r\n', NONE],
    ['a space before the size', ' 5\r\nhello\r\n', NONE],
    ['a minus', '-5\r\nhello\r\n', NONE],
    ['a plus', '+5\r\nhello\r\n', NONE],
    ['0x', '0x5\r\nhello\r\n', SIZE],
    ['digits that are none', '5g\r\n', SIZE],
    ['an underscore', '1_0\r\n', SIZE],
    ['a comma', '5,5\r\n', SIZE],
    ['a second size', '5 5\r\nhello', SIZE],
    ['spaces without end', `5${' '.repeat(300)}\r\nhello`, 'an oversized chunk extension'],
    ['a digit of another alphabet', '5\xb2\r\n', SIZE],
    ['too many digits', `${'0'.repeat(13)}5\r\n`, 'a chunk size with too many digits'],
    ['a size beyond all bounds', 'ffffffffffffffff\r\n', 'a chunk size with too many digits'],
    ['LF alone behind the size', '5\nhello', SIZE],
    ['CR alone behind the size', '5\rhello', SIZE_END],
    ['two CRs behind the size', '5\r\r\nhello', SIZE_END],
    ['LF alone behind an extension', '5;a\nhello', 'a control character in a chunk extension'],
    ['NUL in an extension', '5;a\0\r\nhello', 'a control character in a chunk extension'],
    ['DEL in an extension', '5;a\x7f\r\nhello', 'a control character in a chunk extension'],
    ['CR alone in an extension', '5;a\rb\r\nhello', SIZE_END],
    ['an endless extension', `5;${'a'.repeat(300)}\r\nhello`, 'an oversized chunk extension'],
    ['data longer than their size', '5\r\nhello!\r\n0\r\n\r\n', LONGER],
    ['data shorter than their size', '5\r\nhel\r\n0\r\n\r\n', LONGER],
    ['no CRLF behind the data', '5\r\nhello0\r\n\r\n', LONGER],
    ['LF alone behind the data', '5\r\nhello\n0\r\n\r\n', LONGER],
    ['CR alone behind the data', '5\r\nhello\r0\r\n\r\n', LONGER],
    ['LF alone behind the last chunk', '0\r\n\n', TRAILER_END],
    ['LF alone behind a trailer', '0\r\nX: 1\n\r\n', TRAILER_END],
    ['a folded trailer', '0\r\nX: 1\r\n y\r\n\r\n', 'a folded header line in the trailers'],
    [
      'a trailer without a colon',
      '0\r\nGET / HTTP/1.1\r\n\r\n',
      'a header line without a colon in the trailers',
    ],
    [
      'a trailer with a space in its name',
      '0\r\nX Y: 1\r\n\r\n',
      'a header name that is no token in the trailers',
    ],
    ['a trailer with CR in it', '0\r\nX: 1\r2\r\n\r\n', 'a control character in a header in the trailers'],
    ['trailers without end', `0\r\n${'X: y\r\n'.repeat(3_000)}`, 'oversized trailers'],
    ['one trailer without end', `0\r\nX: ${'y'.repeat(17_000)}`, 'oversized trailers'],
  ])('is refused with %s, split or not', (_, text, reason) => {
    for (const form of FORMS) {
      expect(take(form, text)).toBe(reason);
      expect(take(form, ...text.split(''))).toBe(reason);
    }
  });

  it.each([
    'Authorization: x',
    'Connection: close',
    'content-length: 5',
    'Content-Type: text/html',
    'Cookie: a',
    'Host: b',
    'Mcp-Session-Id: c',
    'X-Forwarded-For: 1.2.3.4',
    'Proxy-Authorization: x',
    'Set-Cookie: d',
    'TRANSFER-ENCODING: chunked',
  ])('may not say %s behind its data', (line) => {
    const reason = `${line.slice(0, line.indexOf(':')).toLowerCase()} among the trailers`;
    for (const form of FORMS) expect(take(form, `0\r\nX: 1\r\n${line}\r\n\r\n`)).toBe(reason);
  });

  it('is between chunks where a last one could follow', () => {
    const text = '1\r\na\r\n1;b\r\na\r\n0\r\n\r\n';
    const between: number[] = [];
    const body = new ChunkedBody('frames');
    for (let at = 0; at < text.length; at += 1) {
      if (body.isBetweenChunks) between.push(at);
      body.take(Buffer.from(text[at]!), 0, () => undefined);
    }
    expect(between).toEqual([0, 6, 14]);
    expect(body.isBetweenChunks).toBe(false);
  });
});
