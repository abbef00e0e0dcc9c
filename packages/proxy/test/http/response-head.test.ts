import { describe, expect, it } from 'vitest';
import { parseResponseHead, type ResponseHead } from '../../src/http/response-head.js';

const head = (text: string, method = 'GET') => parseResponseHead(text, method) as ResponseHead;
const fields = (...lines: string[]) => ['HTTP/1.1 200 OK', ...lines].join('\r\n');

describe('parseResponseHead', () => {
  it.each([
    ['HTTP/1.1 200 OK', 200, 'OK'],
    ['HTTP/1.1 404 Not  Found\t', 404, 'Not  Found\t'],
    ['HTTP/1.1 299 ', 299, ''],
    ['HTTP/1.1 299', 299, ''],
    ['HTTP/1.0 500 caf\xe9', 500, 'caf\xe9'],
    ['HTTP/1.1 103 Early Hints', 103, 'Early Hints'],
  ])('reads %j', (line, status, reason) => {
    expect(head(line)).toMatchObject({ status, reason });
  });

  it.each([
    '',
    'HTTP/1.1',
    'HTTP/1.1 ',
    'HTTP/1.1 20 OK',
    'HTTP/1.1 2000 OK',
    'HTTP/1.1 099 OK',
    'HTTP/1.1 600 OK',
    'HTTP/1.1 +20 OK',
    'HTTP/1.1 200\tOK',
    'HTTP/1.1  200 OK',
    ' HTTP/1.1 200 OK',
    'HTTP/1.2 200 OK',
    'HTTP/2 200 OK',
    'ICY 200 OK',
    'HTTP/1.1 200 OK\nX: 1',
    'HTTP/1.1 200 O\rK',
    'HTTP/1.1 200 O\0K',
    'HTTP/1.1 200 \x1b[2J',
  ])('refuses the status line %j', (line) => {
    expect(parseResponseHead(line, 'GET')).toBe('a malformed status line');
  });

  it.each([
    ['a folded line', ['A: b', ' c'], 'a folded header line'],
    ['a space before the colon', ['Content-Length : 5'], 'a header name that is no token'],
    ['a bare LF', ['A: b\nSet-Cookie: c'], 'a control character in a header'],
    ['the length twice', ['Content-Length: 5', 'Content-Length: 5'], 'Content-Length twice'],
    ['a list of lengths', ['Content-Length: 5, 5'], 'a Content-Length that is no number'],
    [
      'both kinds of framing',
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      'both Content-Length and Transfer-Encoding',
    ],
    ['an unknown coding', ['Transfer-Encoding: gzip, chunked'], 'an unknown transfer coding'],
  ])('refuses %s', (_, lines, reason) => {
    expect(parseResponseHead(fields(...lines), 'GET')).toBe(reason);
    expect(parseResponseHead(fields(...lines), 'HEAD')).toBe(reason);
  });

  it.each([
    ['nothing said', [], { by: 'close' }],
    ['a length', ['Content-Length: 5'], { by: 'length', length: 5 }],
    ['the length 0', ['Content-Length: 0'], { by: 'none' }],
    ['chunks', ['Transfer-Encoding: chunked'], { by: 'chunks' }],
  ])('says where the body ends with %s', (_, lines, body) => {
    expect(head(fields(...lines)).body).toEqual(body);
  });

  it.each(['Content-Length: 5', 'Transfer-Encoding: chunked', 'X-A: 1'])(
    'has no body in spite of %s',
    (line) => {
      expect(head(fields(line), 'HEAD').body).toEqual({ by: 'none' });
      for (const status of [100, 103, 204, 304]) {
        expect(head(`HTTP/1.1 ${status} \r\n${line}`).body).toEqual({ by: 'none' });
      }
    },
  );

  it.each([
    ['HTTP/1.1 200 OK\r\nContent-Length: 1', true],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close', false],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive, close', false],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked', true],
    ['HTTP/1.1 200 OK', false],
    ['HTTP/1.1 204 No Content', true],
    ['HTTP/1.0 200 OK\r\nContent-Length: 1', false],
    ['HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive', true],
    ['HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive', false],
  ])('%j keeps the connection: %s', (text, expected) => {
    expect(head(text).keepsAlive).toBe(expected);
  });
});
