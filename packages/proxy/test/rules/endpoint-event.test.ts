import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EndpointEvent } from '../../src/rules/endpoint-event.js';
import type { EndpointRewrite } from '../../src/rules/endpoint-rewrite.js';

const APP: EndpointRewrite = { prefix: '/app', scheme: undefined, host: undefined };
const ENDPOINT = 'event: endpoint\ndata: /messages?sessionId=abc\n\n';
const REWRITTEN = 'event: endpoint\ndata: /app/messages?sessionId=abc\n\n';
const MESSAGE = 'event: message\ndata: {"url":"/messages?sessionId=zzz"}\n\n';

const bytesOf = (text: string) => Array.from(text);

/** What passes of a stream that comes in these pieces, piece by piece, and then what its end sets free. */
function pass(pieces: readonly string[], { rewrite }: { rewrite?: EndpointRewrite } = { rewrite: APP }) {
  const event = new EndpointEvent(rewrite);
  const passed = pieces.map((piece) => event.push(Buffer.from(piece, 'latin1')).toString('latin1'));
  passed.push(event.end().toString('latin1'));
  return { passed, text: passed.join(''), sessionId: event.sessionId, isDone: event.isDone };
}

describe('H8: the endpoint event', () => {
  it.each([
    ['LF', ENDPOINT, REWRITTEN],
    ['CRLF', ENDPOINT.replaceAll('\n', '\r\n'), REWRITTEN.replaceAll('\n', '\r\n')],
    ['CR', ENDPOINT.replaceAll('\n', '\r'), REWRITTEN.replaceAll('\n', '\r')],
    ['a byte order mark', `\xef\xbb\xbf${ENDPOINT}`, `\xef\xbb\xbf${REWRITTEN}`],
    ['comments before it', `: hello\n\n:\n${ENDPOINT}`, `: hello\n\n:\n${REWRITTEN}`],
    [
      'comments within it',
      `event: endpoint\n: x\n${ENDPOINT.slice(16)}`,
      `event: endpoint\n: x\n${REWRITTEN.slice(16)}`,
    ],
    ['retry before it, which is no event', `retry: 3000\n\n${ENDPOINT}`, `retry: 3000\n\n${REWRITTEN}`],
    ['an event without data before it', `event: endpoint\n\n${ENDPOINT}`, `event: endpoint\n\n${REWRITTEN}`],
    ['its data first', 'data: /m\nid: 1\nevent: endpoint\n\n', 'data: /app/m\nid: 1\nevent: endpoint\n\n'],
    ['no space after the colons', 'event:endpoint\ndata:/m\n\n', 'event:endpoint\ndata:/app/m\n\n'],
    ['more space around the URL', 'event: endpoint\ndata:   /m \n\n', 'event: endpoint\ndata: /app/m\n\n'],
    [
      'its data in several lines',
      'event: endpoint\ndata: /messages\nid: 7\r\ndata: ?sessionId=abc\r\n\n',
      'event: endpoint\ndata: /app/messages?sessionId=abc\nid: 7\r\n\n',
    ],
    [
      'an empty line of data first',
      'event: endpoint\ndata\ndata:\ndata: /m\n\n',
      'event: endpoint\ndata: /app/m\n\n',
    ],
    [
      'bytes beyond ASCII',
      'event: endpoint\ndata: /caf\xc3\xa9\n\n',
      'event: endpoint\ndata: /app/caf\xc3\xa9\n\n',
    ],
  ])('is rewritten with %s', (_, text, expected) => {
    expect(pass([text]).text).toBe(expected);
    expect(pass(bytesOf(text)).text).toBe(expected);
    expect(pass([text + MESSAGE]).text).toBe(expected + MESSAGE);
    expect(pass([...bytesOf(text), MESSAGE]).text).toBe(expected + MESSAGE);
  });

  it('gets the scheme and host that it is told', () => {
    const { text } = pass([ENDPOINT], {
      rewrite: { prefix: '', scheme: 'https', host: 'public.example.com' },
    });
    expect(text).toBe('event: endpoint\ndata: https://public.example.com/messages?sessionId=abc\n\n');
  });

  it.each([
    ['a message first', MESSAGE + ENDPOINT],
    ['an event without a type first', `data: /m\n\n${ENDPOINT}`],
    ['another case', 'Event: endpoint\ndata: /m\n\n'],
    ['a type that begins alike', 'event: endpoints\ndata: /m\n\n'],
    ['a field that begins alike', 'event: endpoint\ndatabase: /m\ndata:\n\n'],
    ['a type that is overruled', 'event: endpoint\nevent: message\ndata: /m\n\n'],
    ['a type set before an empty line', 'event: endpoint\n\ndata: /m\n\n'],
    ['a URL that stays relative', 'event: endpoint\ndata: m?sessionId=x\n\n'],
    ['a second endpoint event', `data: x\n\n${ENDPOINT}`],
    ['an end before it is whole', ENDPOINT.slice(0, -1)],
    ['an end within a byte order mark', '\xef\xbb'],
    ['what begins like a byte order mark', `\xef\xbb${ENDPOINT}`],
    ['nothing', ''],
  ])('H7: leaves every byte as it is with %s', (_, text) => {
    expect(pass([text]).text).toBe(text);
    expect(pass(bytesOf(text)).text).toBe(text);
  });
});

describe('H7: what is held back', () => {
  it('is the first event alone, until it is whole', () => {
    expect(pass(['event: endp', 'oint\ndata: /m\n', '\n', MESSAGE]).passed).toEqual([
      '',
      '',
      'event: endpoint\ndata: /app/m\n\n',
      MESSAGE,
      '',
    ]);
  });

  it('is no comment before it', () => {
    expect(pass([': ping\n\n', ': pong\r', '\n\r\n', ENDPOINT]).passed).toEqual([
      ': ping\n\n',
      ': pong\r',
      '\n\r\n',
      REWRITTEN,
      '',
    ]);
  });

  it('is nothing without a rewrite', () => {
    const pieces = ['event: endp', 'oint\ndata: /m?sess', 'ionId=abc\n', '\n', MESSAGE];
    expect(pass(pieces, {})).toEqual({
      passed: [...pieces, ''],
      text: pieces.join(''),
      sessionId: 'abc',
      isDone: true,
    });
  });

  it('is at most 64 KiB', () => {
    const event = new EndpointEvent(APP);
    const piece = Buffer.alloc(4_096, 'x');
    expect(event.push(Buffer.from('event: endpoint\ndata: /')).length).toBe(0);
    let sent = 23;
    for (let passed = 0; passed === 0 && sent < 100_000;) {
      sent += piece.length;
      passed = event.push(piece).length;
      expect([0, sent]).toContain(passed);
    }
    expect(sent).toBe(23 + 16 * 4_096);
    expect(event.isDone).toBe(true);
    const rest = Buffer.from('\n\nevent: endpoint\ndata: /m\n\n');
    expect(event.push(rest)).toBe(rest);
  });

  it('does not depend on how the stream is cut up', () => {
    const long = `event: endpoint\ndata: /${'x'.repeat(70_000)}\n\n`;
    expect(pass([long]).text).toBe(long);
    const comments = ': ping\n'.repeat(10_000);
    expect(pass([comments + ENDPOINT]).text).toBe(comments + REWRITTEN);
    expect(pass([comments, ENDPOINT]).text).toBe(comments + REWRITTEN);
  });

  it('comes out the same however a stream is cut up', () => {
    const line = fc.constantFrom(
      'event: endpoint',
      'event: message',
      'data: /m?sessionId=a',
      'data: x',
      ': c',
      'id: 1',
      '',
    );
    const stream = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 12 })
      .map((lines) => lines.map((each) => each.join('')).join(''));
    fc.assert(
      fc.property(stream, fc.array(fc.nat({ max: 9 })), (text, sizes) => {
        const pieces: string[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        pieces.push(text.slice(at));
        const inOne = pass([text]);
        const inPieces = pass(pieces);
        expect(inPieces.text).toBe(inOne.text);
        expect(inPieces.sessionId).toBe(inOne.sessionId);
      }),
    );
  });
});

describe('S12: the session of a legacy stream', () => {
  it.each([
    ['sessionId', ENDPOINT, 'abc'],
    ['session_id', 'event: endpoint\ndata: /messages/?session_id=0f3e\n\n', '0f3e'],
    ['a whole URL', 'event: endpoint\ndata: http://backend:8080/m?a=1&sessionId=x#y\n\n', 'x'],
    ['data in several lines', 'event: endpoint\ndata: /m?session\ndata: Id=abc\n\n', 'abc'],
  ])('is named by %s', (_, text, id) => {
    expect(pass([text]).sessionId).toBe(id);
    expect(pass([text], {}).sessionId).toBe(id);
    expect(pass(bytesOf(text)).sessionId).toBe(id);
  });

  it.each([
    ['a message', 'event: message\ndata: sessionId=abc\n\n'],
    ['a message after which it comes', `data: {"sessionId":"abc"}\n\n${ENDPOINT}`],
    ['JSON in place of a URL', 'event: endpoint\ndata: {"sessionId":"abc"}\n\n'],
    ['a comment', ': /m?sessionId=abc\n\n'],
    ['an event that is not whole', ENDPOINT.slice(0, -1)],
    ['an id that is none', 'event: endpoint\ndata: /m?sessionId=\n\n'],
  ])('is not named by %s', (_, text) => {
    expect(pass([text]).sessionId).toBeUndefined();
  });
});
