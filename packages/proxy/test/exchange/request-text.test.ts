import { describe, expect, it } from 'vitest';
import { requestText, SESSION_ID_AS_IT_CAME, type UpstreamRequest } from '../../src/exchange/request-text.js';
import { parseRequestHead, type RequestHead } from '../../src/http/request-head.js';

function head(text: string): RequestHead {
  const parsed = parseRequestHead(text);
  if ('reason' in parsed) throw new Error(parsed.reason);
  return parsed;
}

function textOf(request: string, options: Partial<UpstreamRequest> = {}): string[] {
  const text = requestText(head(request), {
    target: '/mcp',
    host: 'upstream:3001',
    sessionId: SESSION_ID_AS_IT_CAME,
    added: [],
    strips: () => false,
    ...options,
  });
  expect(text.endsWith('\r\n\r\n')).toBe(true);
  return text.slice(0, -4).split('\r\n');
}

const GET = 'GET /x HTTP/1.1\r\nHost: proxy';

describe('the head of a request', () => {
  it('keeps its lines as they are written, in their order', () => {
    expect(textOf(`${GET}\r\nx-b:1\r\nX-A:  caf\xe9 \r\nx-b: 2`)).toEqual([
      ...['GET /mcp HTTP/1.1', 'Host: upstream:3001', 'x-b:1', 'X-A:  caf\xe9 ', 'x-b: 2'],
    ]);
  });

  it('loses what concerns one connection, and what its Connection names', () => {
    const lines = 'Connection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 1\r\nTE: trailers\r\nUpgrade: h2c';
    expect(textOf(`${GET}\r\n${lines}\r\nProxy-Authorization: x`)).toHaveLength(2);
  });

  it('keeps what its framing and its session rest on, even where its Connection names it', () => {
    const lines = 'Connection: Content-Length, Mcp-Session-Id\r\nContent-Length: 3\r\nMcp-Session-Id: s';
    expect(textOf(`POST /x HTTP/1.1\r\nHost: proxy\r\n${lines}`).slice(2)).toEqual([
      ...['Content-Length: 3', 'Mcp-Session-Id: s'],
    ]);
  });

  it('gets the session id that the upstream knows, in the place of its own, or none', () => {
    const request = `${GET}\r\nX-A: 1\r\nmcp-session-id: own\r\nX-B: 2`;
    expect(textOf(request, { sessionId: 'other' }).slice(2)).toEqual([
      ...['X-A: 1', 'Mcp-Session-Id: other', 'X-B: 2'],
    ]);
    expect(textOf(request, { sessionId: undefined }).slice(2)).toEqual(['X-A: 1', 'X-B: 2']);
  });

  it('says that a POST without a body has none, and leaves a GET alone', () => {
    expect(textOf('POST /x HTTP/1.1\r\nHost: proxy')).toContain('Content-Length: 0');
    expect(textOf('POST /x HTTP/1.1\r\nHost: proxy\r\nContent-Length: 0').slice(2)).toEqual([
      'Content-Length: 0',
    ]);
    expect(textOf(GET).slice(2)).toEqual([]);
  });

  it('gets lines that are added, and loses what a rule strips', () => {
    const options = { added: ['X-New: 1'], strips: (name: string) => name === 'x-old' };
    expect(textOf(`${GET}\r\nX-Old: 0`, options).slice(2)).toEqual(['X-New: 1']);
  });
});
