import { describe, expect, it } from 'vitest';
import { requestHead, responseHead, trailerPairs } from '../src/headers.js';

const ORIGIN = { method: 'POST', clientAddress: '10.0.0.7', upstreamHost: 'mcp:3001' };
const FORWARDED = [
  'X-Forwarded-For',
  '10.0.0.7',
  'X-Forwarded-Host',
  'proxy.example',
  'X-Forwarded-Proto',
  'http',
];

describe('requestHead', () => {
  it('passes names, values, order and repetitions on, under the upstream host', () => {
    const raw = ['X-b', '1', 'Host', 'proxy.example', 'x-A', 'caf\u00e9', 'X-b', '2', 'Content-Length', '3'];
    expect(requestHead(raw, ORIGIN)).toEqual({
      headers: [
        'Host',
        'mcp:3001',
        'X-b',
        '1',
        'x-A',
        'caf\u00e9',
        'X-b',
        '2',
        'Content-Length',
        '3',
        ...FORWARDED,
      ],
      sessionId: undefined,
      body: 'length',
    });
  });

  it('leaves out what concerns this connection only, named or well known', () => {
    const raw = [
      ...['Host', 'proxy.example', 'Connection', 'keep-alive, X-Private', 'Keep-Alive', 'timeout=5'],
      ...['x-private', '1', 'TE', 'trailers', 'Upgrade', 'h2c', 'Proxy-Connection', 'keep-alive'],
      ...['Proxy-Authorization', 'Basic eA==', 'Authorization', 'Bearer t'],
    ];
    const { headers } = requestHead(raw, { ...ORIGIN, method: 'GET' });
    expect(headers).toEqual(['Host', 'mcp:3001', 'Authorization', 'Bearer t', ...FORWARDED]);
  });

  it("puts its own word in the place of the client's on where a request comes from", () => {
    const raw = [
      ...['Host', 'proxy.example', 'X-Forwarded-For', '1.2.3.4', 'X-Forwarded-Host', 'evil'],
      ...['x-forwarded-proto', 'https', 'Forwarded', 'for=1.2.3.4'],
    ];
    const { headers } = requestHead(raw, { ...ORIGIN, method: 'GET', clientAddress: '::ffff:10.0.0.7' });
    expect(headers).toEqual(['Host', 'mcp:3001', ...FORWARDED]);
  });

  it('does without a client address and a client Host', () => {
    const { headers } = requestHead([], { ...ORIGIN, method: 'GET', clientAddress: undefined });
    expect(headers).toEqual(['Host', 'mcp:3001', 'X-Forwarded-Proto', 'http']);
  });

  it.each([
    ['POST', [], 'none', ['Content-Length', '0']],
    ['PROPFIND', [], 'none', ['Content-Length', '0']],
    ['GET', [], 'none', []],
    ['DELETE', [], 'none', []],
    ['POST', ['Content-Length', '5'], 'length', ['Content-Length', '5']],
    ['POST', ['Transfer-Encoding', 'Chunked'], 'chunked', ['Transfer-Encoding', 'chunked']],
    [
      'POST',
      ['Trailer', 'X-Sum', 'Transfer-Encoding', 'chunked'],
      'chunked',
      ['Transfer-Encoding', 'chunked', 'Trailer', 'X-Sum'],
    ],
    ['POST', ['Trailer', 'X-Sum', 'Content-Length', '5'], 'length', ['Content-Length', '5']],
    ['POST', ['Transfer-Encoding', 'gzip, chunked'], 'unsupported', []],
  ])('frames the body of a %s with %j as %s', (method, raw, body, framing) => {
    const head = requestHead(raw, { ...ORIGIN, method });
    expect(head.body).toBe(body);
    expect(head.headers.slice(2, -4)).toEqual(framing);
  });

  it('reads the session id, and none where the field is invalid or repeated', () => {
    const idOf = (...raw: string[]) => requestHead(raw, ORIGIN).sessionId;
    expect(idOf('MCP-Session-ID', 'abc')).toBe('abc');
    expect(idOf('Mcp-Session-Id', 'a b')).toBeUndefined();
    expect(idOf('Mcp-Session-Id', 'abc', 'Mcp-Session-Id', 'abd')).toBeUndefined();
    expect(idOf('Mcp-Session-Id', 'a', 'Mcp-Session-Id', 'b', 'Mcp-Session-Id', 'c')).toBeUndefined();
  });
});

describe('responseHead', () => {
  const raw = [
    ...['Content-Type', 'Text/Event-Stream; charset=utf-8', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
    ...['Connection', 'x-hop', 'X-Hop', '1', 'Keep-Alive', 'timeout=5', 'Transfer-Encoding', 'chunked'],
    ...['Trailer', 'X-Sum', 'mcp-session-id', 'abc'],
  ];
  const kept = [
    ...['Content-Type', 'Text/Event-Stream; charset=utf-8', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
    ...['mcp-session-id', 'abc'],
  ];

  it('passes the fields on and reads what the proxy needs of them', () => {
    expect(responseHead(raw, { canChunk: true })).toEqual({
      headers: [...kept, 'Trailer', 'X-Sum'],
      sessionId: 'abc',
      isEventStream: true,
      trailers: true,
    });
  });

  it('announces no trailers where they cannot follow', () => {
    const head = responseHead(raw, { canChunk: false });
    expect(head.headers).toEqual(kept);
    expect(head.trailers).toBe(false);
    expect(responseHead(['Trailer', 'X-Sum', 'Content-Length', '5'], { canChunk: true })).toMatchObject({
      headers: ['Content-Length', '5'],
      trailers: false,
    });
  });

  it.each([
    ['text/event-stream', true],
    ['application/json', false],
    ['text/event-stream-not', false],
    ['application/json; x=text/event-stream', false],
  ])('tells an event stream by its type: %s', (type, expected) => {
    expect(responseHead(['content-type', type], { canChunk: true }).isEventStream).toBe(expected);
  });
});

it('pairs trailer fields', () => {
  expect(trailerPairs(['X-A', '1', 'X-A', '2'])).toEqual([
    ['X-A', '1'],
    ['X-A', '2'],
  ]);
});
