import { describe, expect, it } from 'vitest';
import { parseRequestHead, type RequestHead } from '../../src/http/request-head.js';

const HOST = '\r\nHost: a';
const head = (text: string) => parseRequestHead(text) as RequestHead;

describe('parseRequestHead', () => {
  it('reads a request line and the fields behind it', () => {
    expect(head(`POST /mcp?a=%20 HTTP/1.1${HOST}\r\nContent-Length: 5\r\nConnection: close`)).toMatchObject({
      method: 'POST',
      target: '/mcp?a=%20',
      minorVersion: 1,
      body: { by: 'length', length: 5 },
      connection: { close: true },
      expectsContinue: false,
    });
  });

  it.each(['GET', 'POST', 'DELETE', 'get', 'M-SEARCH', "!#$%&'*+-.^_`|~09"])(
    'takes the method %s',
    (method) => {
      expect(head(`${method} / HTTP/1.1${HOST}`).method).toBe(method);
    },
  );

  it.each(['/', '*', 'http://a/b', '/caf\xe9', '//a', '/a?b#c', 'a:443'])(
    'takes the target %s as it is',
    (target) => {
      expect(head(`GET ${target} HTTP/1.1${HOST}`).target).toBe(target);
    },
  );

  it.each([
    ['nothing', ''],
    ['a method alone', 'GET'],
    ['no version, as in HTTP/0.9', 'GET /'],
    ['no target', 'GET HTTP/1.1'],
    ['two spaces', 'GET  / HTTP/1.1'],
    ['two spaces before the version', 'GET /  HTTP/1.1'],
    ['a tab for a space', 'GET\t/ HTTP/1.1'],
    ['a space before the method', ' GET / HTTP/1.1'],
    ['a space behind the version', 'GET / HTTP/1.1 '],
    ['a space in the target', 'GET /a b HTTP/1.1'],
    ['a method that is no token', 'GE(T / HTTP/1.1'],
    ['a method in quotes', '"GET" / HTTP/1.1'],
    ['a control character in the target', 'GET /\x01 HTTP/1.1'],
    ['NUL in the target', 'GET /\0 HTTP/1.1'],
    ['DEL in the target', 'GET /\x7f HTTP/1.1'],
    ['a bare CR behind it', 'GET / HTTP/1.1\r'],
    ['a bare LF behind it', 'GET / HTTP/1.1\n'],
    ['a second line behind a bare LF', 'GET / HTTP/1.1\nHost: b'],
    ['another protocol', 'GET / HTTPS/1.1'],
    ['lower case', 'GET / http/1.1'],
    ['a version of two digits', 'GET / HTTP/1.10'],
    ['a version without a minor one', 'GET / HTTP/1'],
    ['a comma in the version', 'GET / HTTP/1,1'],
    ['an empty line before it', '\r\nGET / HTTP/1.1'],
    ['what TLS begins with', '\x16\x03\x01\x02'],
  ])('refuses %s', (_, line) => {
    expect(parseRequestHead(`${line}${HOST}`)).toEqual({ status: 400, reason: 'a malformed request line' });
  });

  it.each(['0.9', '2.0', '3.0', '9.9'])('does not speak HTTP/%s', (version) => {
    expect(parseRequestHead(`GET / HTTP/${version}${HOST}`)).toMatchObject({ status: 505 });
  });

  it('takes a later version of HTTP/1 for HTTP/1.1', () => {
    expect(head(`GET / HTTP/1.2${HOST}`).minorVersion).toBe(1);
  });

  it.each([
    ['no Host', '', 'no Host'],
    ['Host twice', '\r\nHost: a\r\nHost: b', 'Host twice'],
    ['Host twice alike', '\r\nHost: a\r\nhost: a', 'Host twice'],
    ['Host with a space', '\r\nHost: a b', 'a Host that is none'],
    ['Host in another alphabet', '\r\nHost: h\xf6st', 'a Host that is none'],
    ['a space before the colon of Host', '\r\nHost : a', 'a header name that is no token'],
    ['a folded line', `${HOST}\r\nX: b\r\n c`, 'a folded header line'],
    ['NUL in a field', `${HOST}\r\nX: \0`, 'a control character in a header'],
    ['a bare LF in a field', `${HOST}\r\nX: 1\nContent-Length: 5`, 'a control character in a header'],
    ['a bare CR in a field', `${HOST}\r\nX: 1\rContent-Length: 5`, 'a control character in a header'],
    [
      'both kinds of framing',
      `${HOST}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked`,
      'both Content-Length and Transfer-Encoding',
    ],
    ['the length twice', `${HOST}\r\nContent-Length: 5\r\nContent-Length: 5`, 'Content-Length twice'],
    ['a signed length', `${HOST}\r\nContent-Length: +5`, 'a Content-Length that is no number'],
  ])('refuses %s', (_, fields, reason) => {
    expect(parseRequestHead(`POST / HTTP/1.1${fields}`)).toEqual({ status: 400, reason });
  });

  it.each(['xchunked', 'gzip, chunked', 'chunked, chunked', 'identity'])(
    'cannot pass on the coding %s',
    (coding) => {
      const refused = { status: 501, reason: 'the only transfer coding that can be passed on is chunked' };
      expect(parseRequestHead(`POST / HTTP/1.1${HOST}\r\nTransfer-Encoding: ${coding}`)).toEqual(refused);
    },
  );

  it('says what framing there is', () => {
    const body = (fields: string) => head(`POST / HTTP/1.1${HOST}${fields}`).body;
    expect(body('')).toEqual({ by: 'none' });
    expect(body('\r\nContent-Length: 0')).toEqual({ by: 'none' });
    expect(body('\r\nTransfer-Encoding: chunked')).toEqual({ by: 'chunks' });
  });

  it.each([
    ['100-continue', true],
    ['100-Continue', true],
    ['100-continue, x', false],
    ['later', false],
  ])('with Expect: %s waits for word: %s', (value, expected) => {
    expect(head(`POST / HTTP/1.1${HOST}\r\nExpect: ${value}`).expectsContinue).toBe(expected);
  });

  it('of the largest size is read in no time, whatever it is filled with', () => {
    for (const filling of [' ', '\t', ',', ', ', 'a,', 'a ', ':', '/', '\xff']) {
      const value = `a${filling.repeat(32_000 / filling.length)}b`;
      for (const name of ['Connection', 'Content-Length', 'Transfer-Encoding', 'Expect', 'Host']) {
        const begun = performance.now();
        parseRequestHead(`POST / HTTP/1.1\r\n${name}: ${value}${name === 'Host' ? '' : HOST}`);
        expect(performance.now() - begun).toBeLessThan(200);
      }
    }
  });
});

describe('parseRequestHead of HTTP/1.0', () => {
  it('needs no Host and may have one', () => {
    expect(head('GET / HTTP/1.0')).toMatchObject({ minorVersion: 0, connection: { keepAlive: false } });
    expect(head(`GET / HTTP/1.0${HOST}\r\nConnection: keep-alive`).connection.keepAlive).toBe(true);
    expect(parseRequestHead('GET / HTTP/1.0\r\nHost: a\r\nHost: b')).toMatchObject({ status: 400 });
  });

  it('has lengths but no chunks', () => {
    expect(head('POST / HTTP/1.0\r\nContent-Length: 5').body).toEqual({ by: 'length', length: 5 });
    const refused = { status: 400, reason: 'Transfer-Encoding in HTTP/1.0' };
    expect(parseRequestHead('POST / HTTP/1.0\r\nTransfer-Encoding: chunked')).toEqual(refused);
  });

  it('has no Expect', () => {
    expect(head('POST / HTTP/1.0\r\nExpect: 100-continue').expectsContinue).toBe(false);
  });
});
