import { describe, expect, it } from 'vitest';
import { answerText, type ClientAnswer, interimText } from '../../src/exchange/answer-text.js';
import { parseResponseHead, type ResponseHead } from '../../src/http/response-head.js';

function head(text: string): ResponseHead {
  const parsed = parseResponseHead(text, 'GET');
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

function linesOf(answer: string, options: Partial<ClientAnswer> = {}): string[] {
  const text = answerText(head(answer), {
    framing: 'as declared',
    sessionId: undefined,
    connectionLines: '',
    ...options,
  });
  expect(text.endsWith('\r\n\r\n')).toBe(true);
  return text.slice(0, -4).split('\r\n');
}

describe('the head of an answer', () => {
  it('keeps its status, its reason and its lines as they are written', () => {
    expect(
      linesOf(
        'HTTP/1.1 418 Short  And Stout\r\nx-b:1\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 0',
      ),
    ).toEqual([
      ...['HTTP/1.1 418 Short  And Stout', 'x-b:1', 'Set-Cookie: a', 'Set-Cookie: b', 'Content-Length: 0'],
    ]);
  });

  it('loses what concerns the other connection', () => {
    const answer =
      'HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\nKeep-Alive: timeout=5\r\nX-Hop: 1\r\nContent-Length: 0';
    expect(linesOf(answer, { connectionLines: 'Connection: close\r\n' })).toEqual([
      ...['HTTP/1.1 200 OK', 'Content-Length: 0', 'Connection: close'],
    ]);
  });

  it('says chunked once where chunks are passed on, and nothing of chunks where they are not', () => {
    const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum';
    expect(linesOf(answer, { framing: 'chunks' })).toEqual([
      ...['HTTP/1.1 200 OK', 'Trailer: X-Sum', 'Transfer-Encoding: chunked'],
    ]);
    expect(linesOf(answer, { framing: 'close' })).toEqual(['HTTP/1.1 200 OK']);
  });

  it.each([204, 103])('of %i says nothing of a length, which it must not have', (status) => {
    expect(linesOf(`HTTP/1.1 ${status} X\r\nContent-Length: 5`)).toEqual([`HTTP/1.1 ${status} X`]);
    expect(linesOf('HTTP/1.1 304 X\r\nContent-Length: 5')).toContain('Content-Length: 5');
  });

  it('shows the client its own session id', () => {
    const answer = 'HTTP/1.1 200 OK\r\nmcp-session-id: other\r\nContent-Length: 0';
    expect(linesOf(answer, { sessionId: 'own' })[1]).toBe('Mcp-Session-Id: own');
  });

  it('passes an interim answer with its fields', () => {
    expect(interimText(head('HTTP/1.1 103 Early Hints\r\nLink: </a>'))).toBe(
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n',
    );
  });
});
