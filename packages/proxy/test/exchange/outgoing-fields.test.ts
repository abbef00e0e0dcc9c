import { describe, expect, it } from 'vitest';
import { OutgoingFields, type UpstreamRequest } from '../../src/exchange/outgoing-fields.js';
import { parseRequestHead, type RequestHead } from '../../src/http/request-head.js';
import { ForwardedFields } from '../../src/rules/forwarded-fields.js';
import { parseHeaderRules } from '../../src/rules/header-rules.js';

function head(text: string): RequestHead {
  const parsed = parseRequestHead(text);
  if ('reason' in parsed) throw new Error(parsed.reason);
  return parsed;
}

function fieldsOf(request: string, rules: Parameters<typeof parseHeaderRules>[0] = {}): OutgoingFields {
  const forwarded = new ForwardedFields({ remoteAddress: '10.0.0.1', isTrusted: false, scheme: 'http' });
  return new OutgoingFields(head(request), forwarded, parseHeaderRules(rules));
}

/** Lines of the head, without those by which the proxy says where the request comes from. */
function linesOf(text: string): string[] {
  expect(text.endsWith('\r\n\r\n')).toBe(true);
  const lines = text.slice(0, -4).split('\r\n');
  return lines.filter((line) => !line.startsWith('X-Forwarded-'));
}

function textOf(request: string, options: Partial<UpstreamRequest> = {}): string[] {
  const text = fieldsOf(request).requestText({
    target: '/mcp',
    host: 'upstream:3001',
    sessionId: undefined,
    dropsSessionId: false,
    canResumeStream: () => true,
    ...options,
  });
  return linesOf(text);
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

  it('says in the plainest form how its body is framed', () => {
    const post = 'POST /x HTTP/1.1\r\nHost: proxy\r\n';
    expect(textOf(`${post}content-length:\t0005 `).slice(2)).toEqual(['Content-Length: 5']);
    expect(textOf(`${post}transfer-encoding:  Chunked\t`).slice(2)).toEqual(['Transfer-Encoding: chunked']);
  });

  it('gets the session id that the upstream knows, in the place of its own, or none', () => {
    const request = `${GET}\r\nX-A: 1\r\nmcp-session-id: own\r\nX-B: 2`;
    expect(textOf(request, { sessionId: 'other' }).slice(2)).toEqual([
      ...['X-A: 1', 'Mcp-Session-Id: other', 'X-B: 2'],
    ]);
    expect(textOf(request, { dropsSessionId: true }).slice(2)).toEqual(['X-A: 1', 'X-B: 2']);
  });

  it('says that a POST without a body has none, and leaves a GET alone', () => {
    expect(textOf('POST /x HTTP/1.1\r\nHost: proxy')).toContain('Content-Length: 0');
    expect(textOf('POST /x HTTP/1.1\r\nHost: proxy\r\nContent-Length: 0').slice(2)).toEqual([
      'Content-Length: 0',
    ]);
    expect(textOf(GET).slice(2)).toEqual([]);
  });

  it('says where it comes from, gets lines that are configured, and loses what is to be stripped', () => {
    const request = `${GET}\r\nX-Old: 0\r\nX-Forwarded-For: 6.6.6.6\r\nX-Team: theirs`;
    const fields = fieldsOf(request, { add: ['X-Team: ours'], strip: ['X-Old'] });
    const options = { sessionId: undefined, dropsSessionId: false, canResumeStream: () => true };
    expect(
      fields
        .requestText({ target: '/', host: 'u', ...options })
        .split('\r\n')
        .slice(2, -2),
    ).toEqual([
      ...['X-Forwarded-For: 10.0.0.1', 'X-Forwarded-Host: proxy', 'X-Forwarded-Proto: http', 'X-Team: ours'],
    ]);
  });

  it('asks to resume a stream only where that can be', () => {
    const request = `${GET}\r\nLast-Event-ID: 7`;
    expect(textOf(request)).toContain('Last-Event-ID: 7');
    expect(textOf(request, { canResumeStream: () => false })).toHaveLength(2);
  });
});

describe('the head of a request in the name of a client', () => {
  it('says of the client what its own request says, and of the message nothing', () => {
    const own = fieldsOf(
      'POST /x HTTP/1.1\r\nHost: proxy\r\nAuthorization: Bearer t\r\nAccept: text/plain\r\nContent-Length: 5\r\n' +
        'Mcp-Session-Id: theirs\r\nMCP-Protocol-Version: 2025-06-18\r\nConnection: X-Hop\r\nX-Hop: 1\r\ntraceparent: 00',
    );
    const asked = { method: 'POST', target: '/mcp', host: 'upstream:3001' };
    const accept = 'Accept: application/json, text/event-stream';
    expect(linesOf(own.ownRequestText({ ...asked, sessionId: undefined, body: Buffer.from('{}') }))).toEqual([
      ...['POST /mcp HTTP/1.1', 'Host: upstream:3001', 'Authorization: Bearer t', 'traceparent: 00', accept],
      ...['Content-Type: application/json', 'Content-Length: 2'],
    ]);
    expect(
      linesOf(own.ownRequestText({ ...asked, method: 'DELETE', sessionId: 'new', body: undefined })).slice(4),
    ).toEqual([accept, 'Mcp-Session-Id: new', 'MCP-Protocol-Version: 2025-06-18']);
  });
});
