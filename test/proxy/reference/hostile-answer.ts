import type { SeededRandom } from './seeded-random.js';

/** What a hostile upstream does with one request. */
export interface HostileAnswer {
  readonly bytes: Buffer;
  /** Offsets at which it is cut into several writes, ascending. */
  readonly cuts: readonly number[];
  /** What becomes of the connection behind it. */
  readonly ending: 'end' | 'reset' | 'stay';
}

const SECOND = 'HTTP/1.1 200 OK\r\nX-Second: 1\r\nContent-Length: 6\r\n\r\nsecond';

const STATUS_LINES = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200 OK',
  'HTTP/1.1 201',
  'HTTP/1.1 404 Not Found',
  'HTTP/1.1 500 \xe9',
  'HTTP/1.0 200 OK',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 304 Not Modified',
  'HTTP/1.1 205 Reset Content',
];
const BAD_STATUS_LINES = [
  'HTTP/1.1 101 Switching Protocols',
  'HTTP/1.1 20 OK',
  'HTTP/1.1 2000 OK',
  'HTTP/1.1 700 OK',
  'HTTP/1.1  200 OK',
  'HTTP/2 200 OK',
  'HTTP/1.1 200 O\0K',
  'ICY 200 OK',
  'http/1.1 200 OK',
  '200 OK',
];
const INTERIM = ['HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 'HTTP/1.1 100 Continue\r\n\r\n'];
const BODIES = [
  '',
  'hello',
  '{"jsonrpc":"2.0","id":1,"result":{}}',
  SECOND,
  `0\r\n\r\n${SECOND}`,
  'y'.repeat(90),
];
const PLAIN_FIELDS = [
  'Content-Type: application/json',
  'Content-Type: text/event-stream',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: content-length, transfer-encoding, x-hop',
  'Keep-Alive: timeout=5',
  'X-Hop: 1',
  'X-Empty:',
  'X-Latin: caf\xe9',
  'Set-Cookie: a=b',
  'Trailer: X-Sum',
];
const FRAMING_FIELDS = [
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: 50',
  'Content-Length: 00',
  'Content-Length: +5',
  'Content-Length: 5, 5',
  'Content-Length:',
  'Content-Length : 5',
  'X: y\r\n Content-Length: 5',
  'X: y\nContent-Length: 5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: chunked, chunked',
];
const CHUNK_SIZES = [
  '5',
  '005',
  '5;a=b',
  '5 ',
  '0x5',
  '-5',
  '5 5',
  'g',
  '',
  'ffffffffffffffff',
  '5\n',
  '1000',
];
const TRAILERS = ['X-Sum: 1\r\n', 'Content-Length: 5\r\n', 'X : 1\r\n', 'X: 1\n', SECOND];

export function hostileAnswer(random: SeededRandom): HostileAnswer {
  let text = random.isTrue(0.15) ? random.pick(INTERIM).repeat(1 + random.below(3)) : '';
  text += answerText(random);
  if (random.isTrue(0.1)) text += random.pick([SECOND, '\r\n', 'x', INTERIM[0]!]);
  const mutations = random.isTrue(0.5) ? 0 : 1 + random.below(2);
  for (let count = 0; count < mutations; count += 1) text = mutated(random, text);
  const cuts = Array.from({ length: random.isTrue(0.5) ? 0 : random.below(5) }, () =>
    random.below(text.length + 1),
  );
  return {
    bytes: Buffer.from(text, 'latin1'),
    cuts: cuts.sort((a, b) => a - b),
    ending: random.pick(['end', 'reset', 'stay']),
  };
}

function answerText(random: SeededRandom): string {
  const line = random.isTrue(0.06) ? random.pick(BAD_STATUS_LINES) : random.pick(STATUS_LINES);
  const fields = Array.from({ length: random.below(3) }, () => random.pick(PLAIN_FIELDS));
  const data = random.pick(BODIES);
  let body = data;
  const kind = random.below(10);
  if (kind < 3) fields.push(`Content-Length: ${data.length}`);
  else if (kind < 7) {
    fields.push('Transfer-Encoding: chunked');
    body = chunked(random, data);
  } else if (kind === 7) fields.push(random.pick(FRAMING_FIELDS));
  if (random.isTrue(0.08)) fields.push(random.pick(FRAMING_FIELDS));
  return `${line}\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n${body}`;
}

function chunked(random: SeededRandom, data: string): string {
  let text = '';
  for (let rest = data; rest !== '';) {
    const size = 1 + random.below(rest.length);
    text += `${random.isTrue(0.04) ? random.pick(CHUNK_SIZES) : size.toString(16)}\r\n${rest.slice(0, size)}\r\n`;
    rest = rest.slice(size);
  }
  return `${text}0\r\n${random.isTrue(0.15) ? random.pick(TRAILERS) : ''}\r\n`;
}

function mutated(random: SeededRandom, text: string): string {
  const at = random.below(text.length);
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.below(4));
    case 2:
      return (
        text.slice(0, at) +
        random.pick(['\r', '\n', '\0', ' ', ':', ';', '\r\n', '\r\n\r\n']) +
        text.slice(at)
      );
    case 3:
      return `${text.slice(0, at)}${random.pick(FRAMING_FIELDS)}\r\n${text.slice(at)}`;
    default:
      // Truncation is what happens to real answers.
      return text.slice(0, at);
  }
}
