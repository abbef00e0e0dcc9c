import type { SeededRandom } from './seeded-random.js';

/** What a hostile client sends on one connection. */
export interface HostileInput {
  readonly bytes: Buffer;
  /** Offsets at which it is cut into several writes, ascending. */
  readonly cuts: readonly number[];
}

/** In a body it is data; seen as a request it is the proof of smuggling. */
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: localhost\r\nX-Smuggled: 1\r\n\r\n';

const METHODS = ['GET', 'GET', 'POST', 'POST', 'POST', 'DELETE', 'PUT', 'HEAD', 'OPTIONS', 'BREW'];
const BODIES = [
  '',
  'hello',
  '{"jsonrpc":"2.0","id":1,"method":"tools/call"}',
  SMUGGLED,
  `0\r\n\r\n${SMUGGLED}`,
  `\r\n${SMUGGLED}`,
  '\0\xff\r\n\r\n',
  'x'.repeat(120),
];
const PLAIN_FIELDS = [
  'Accept: */*',
  'X-Empty:',
  'X-Latin: caf\xe9',
  'Connection: keep-alive',
  'Connection: close',
  'Connection: x-hop, content-length',
  'X-Hop: 1',
  'Expect: 100-continue',
  'TE: trailers',
  'Mcp-Session-Id: 0123',
  'Content-Type: application/json',
];
/** Fields that make two programs disagree on where a message ends. */
const FRAMING_FIELDS = [
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: 6',
  'Content-Length: 70',
  'Content-Length: 00005',
  'Content-Length: +5',
  'Content-Length: -1',
  'Content-Length: 0x5',
  'Content-Length: 5, 5',
  'Content-Length: 5 5',
  'Content-Length:',
  'Content-Length : 5',
  'Content-Length\t: 5',
  ' Content-Length: 5',
  'X-A: b\r\n Content-Length: 5',
  'Content\0-Length: 5',
  'X-A: b\nContent-Length: 5',
  'X-A: b\rContent-Length: 5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: Chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: "chunked"',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: chunked\x0b',
  'Transfer_Encoding: chunked',
  'X: y\r\nTransfer-Encoding: chunked',
];
const HOSTS = [
  'Host: localhost',
  'Host: 127.0.0.1:80',
  'Host:',
  'Host: a b',
  'Host : localhost',
  'Host: other.example',
];
const TARGETS = [
  'http://localhost/q',
  'https://localhost',
  '*',
  '/q#f',
  '//q',
  'q',
  '/q\xe9',
  '/q\x01',
  '/a b',
  '/?q=[]{}|\\^`"<>',
];
const VERSIONS = [
  'HTTP/1.0',
  'HTTP/1.0',
  'HTTP/1.2',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/1.10',
  'http/1.1',
  'HTTP/1.1 ',
];
const LINE_ENDS = ['\n', 'x\n', '\rx', '\r', '\r\r\n', '\n\r', '', '\r\n\r\n', '\r\n '];
const CHUNK_SIZES = [
  '5',
  '05',
  '5;a=b',
  '5 ',
  '5\t;a',
  '5;\0',
  '0x5',
  '+5',
  '-5',
  '5,',
  '5 5',
  'g',
  '',
  'ffffffffffffffff',
  '5\n',
];
const TRAILERS = [
  '',
  '',
  'X-Sum: 1\r\n',
  'Content-Length: 5\r\n',
  'X : 1\r\n',
  'X: 1\r\n y\r\n',
  SMUGGLED.slice(0, -2),
];

/** One to three requests that are well formed, in which most of the time something is not. */
export function hostileInput(random: SeededRandom): HostileInput {
  const requests = Array.from({ length: 1 + random.below(3) }, (_, index) => requestText(random, index));
  let text = requests.join('');
  if (random.isTrue(0.05)) text = LINE_ENDS[random.below(LINE_ENDS.length)]! + text;
  if (random.isTrue(0.1)) text += SMUGGLED;
  const mutations = random.isTrue(0.5) ? 0 : 1 + random.below(3);
  for (let count = 0; count < mutations; count += 1) text = mutated(random, text);
  const cuts = Array.from({ length: random.isTrue(0.5) ? 0 : random.below(6) }, () =>
    random.below(text.length + 1),
  );
  return { bytes: Buffer.from(text, 'latin1'), cuts: cuts.sort((a, b) => a - b) };
}

function requestText(random: SeededRandom, index: number): string {
  const method = random.pick(METHODS);
  const target = random.isTrue(0.06) ? random.pick(TARGETS) : `/q${index}?${random.below(1000)}`;
  const version = random.isTrue(0.06) ? random.pick(VERSIONS) : 'HTTP/1.1';
  const fields = random.isTrue(0.08) ? [random.pick(HOSTS)] : ['Host: localhost'];
  for (let count = random.below(3); count > 0; count -= 1) insert(random, fields, random.pick(PLAIN_FIELDS));
  if (random.isTrue(0.04)) insert(random, fields, random.pick(HOSTS));
  const data = random.pick(BODIES);
  let body = '';
  const kind = random.below(10);
  if (kind < 3) {
    insert(random, fields, `Content-Length: ${data.length}`);
    body = data;
  } else if (kind < 7) {
    insert(random, fields, 'Transfer-Encoding: chunked');
    body = chunked(random, data);
  } else if (kind === 7) {
    insert(random, fields, random.pick(FRAMING_FIELDS));
    body = random.isTrue(0.5) ? data : chunked(random, data);
  }
  if (random.isTrue(0.12)) insert(random, fields, random.pick(FRAMING_FIELDS));
  return `${method} ${target} ${version}\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n${body}`;
}

function chunked(random: SeededRandom, data: string): string {
  let text = '';
  for (let rest = data; rest !== '';) {
    const size = 1 + random.below(rest.length);
    const digits = size.toString(16);
    text += `${random.isTrue(0.04) ? random.pick(CHUNK_SIZES) : digits}\r\n${rest.slice(0, size)}${random.isTrue(0.02) ? random.pick(LINE_ENDS) : '\r\n'}`;
    rest = rest.slice(size);
  }
  return `${text}0\r\n${random.isTrue(0.2) ? random.pick(TRAILERS) : ''}\r\n`;
}

function insert(random: SeededRandom, fields: string[], field: string): void {
  fields.splice(random.below(fields.length + 1), 0, field);
}

function mutated(random: SeededRandom, text: string): string {
  const at = random.below(text.length);
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    case 1:
      return (
        text.slice(0, at) +
        String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))) +
        text.slice(at + 1)
      );
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + random.below(4));
    case 3:
      return (
        text.slice(0, at) + random.pick(['\r', '\n', '\0', ' ', '\t', ':', ',', ';', '\r\n']) + text.slice(at)
      );
    case 4:
      return text.slice(0, at);
    case 5: {
      // One line end becomes something else.
      const end = text.indexOf('\r\n', at);
      return end === -1 ? text : text.slice(0, end) + random.pick(LINE_ENDS) + text.slice(end + 2);
    }
    case 6: {
      // One line comes twice.
      const begin = text.lastIndexOf('\r\n', at) + 2;
      const end = text.indexOf('\r\n', begin);
      return end === -1 || begin === 1 ? text : text.slice(0, end + 2) + text.slice(begin);
    }
    default:
      return text.slice(0, at) + random.pick(FRAMING_FIELDS) + '\r\n' + text.slice(at);
  }
}
