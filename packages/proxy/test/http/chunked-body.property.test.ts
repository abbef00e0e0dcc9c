import fc from 'fast-check';
import { createServer } from 'node:http';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { BodyForm } from '../../src/http/body-reader.js';
import { ChunkedBody } from '../../src/http/chunked-body.js';

interface Chunk {
  readonly data: Buffer;
  readonly zeros: number;
  readonly isUpperCase: boolean;
  readonly extension: string;
}

const data = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const extension = fc.constantFrom('', ';', ';a', ';a=b;c="d e"', ' ; x=y');
const chunk: fc.Arbitrary<Chunk> = fc.record({
  data,
  zeros: fc.nat(3),
  isUpperCase: fc.boolean(),
  extension,
});
const trailers = fc.array(fc.constantFrom('X-Sum: 7', 'x-empty:', 'X-Latin: caf\xe9'), { maxLength: 3 });
const message = fc.record({ chunks: fc.array(chunk, { maxLength: 6 }), trailers });
const cuts = fc.array(fc.nat(400), { maxLength: 8 });

type Message = typeof message extends fc.Arbitrary<infer T> ? T : never;

function encoded({ chunks, trailers: lines }: Message): Buffer {
  const parts = chunks.map((each) => {
    const digits = '0'.repeat(each.zeros) + each.data.length.toString(16);
    const size = each.isUpperCase ? digits.toUpperCase() : digits;
    return Buffer.concat([Buffer.from(`${size}${each.extension}\r\n`), each.data, Buffer.from('\r\n')]);
  });
  const end = ['0', ...lines, '', ''].join('\r\n');
  return Buffer.concat([...parts, Buffer.from(end, 'latin1')]);
}

const bodyOf = ({ chunks }: Message) => Buffer.concat(chunks.map((each) => each.data));

/** What is handed on of `bytes` when they come in pieces that part at `at`. */
function passedOn(form: BodyForm, bytes: Buffer, at: readonly number[]): Buffer {
  const body = new ChunkedBody(form);
  const passed: Buffer[] = [];
  const ends = [...at.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  let start = 0;
  for (const end of ends) {
    const piece = Buffer.from(bytes.subarray(start, end));
    expect(body.take(piece, 0, (part) => passed.push(part))).toBe(piece.length);
    start = end;
  }
  expect(body.isWhole).toBe(true);
  return Buffer.concat(passed);
}

describe('a chunked body, for any data, any chunks and any pieces', () => {
  it('as data is the data', () => {
    fc.assert(
      fc.property(message, cuts, (each, at) => {
        expect(passedOn('data', encoded(each), at)).toEqual(bodyOf(each));
      }),
    );
  });

  it('as frames is the same for all pieces, and read once more stays as it is', () => {
    fc.assert(
      fc.property(message, cuts, cuts, (each, at, again) => {
        const frames = passedOn('frames', encoded(each), at);
        expect(frames).toEqual(passedOn('frames', encoded(each), []));
        expect(passedOn('frames', frames, again)).toEqual(frames);
        expect(passedOn('data', frames, again)).toEqual(bodyOf(each));
      }),
    );
  });

  it('as frames is to Node’s own parser the same data, the same trailers and the end of the message', async () => {
    await fc.assert(
      fc.asyncProperty(message, cuts, async (each, at) => {
        const seen = await readByNode(passedOn('frames', encoded(each), at));
        expect(seen.body).toEqual(bodyOf(each));
        expect(Object.keys(seen.trailers)).toEqual([
          ...new Set(each.trailers.map((line) => line.slice(0, line.indexOf(':')).toLowerCase())),
        ]);
      }),
    );
  });
});

/** What node:http makes of a request with that body, once it has also read the request behind it. */
function readByNode(body: Buffer): Promise<{ body: Buffer; trailers: NodeJS.Dict<string> }> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let trailers: NodeJS.Dict<string> = {};
    const server = createServer((request, response) => {
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        if (request.url === '/next') resolve({ body: Buffer.concat(pieces), trailers });
        else trailers = request.trailers;
        response.end();
      });
    });
    server.on('clientError', reject);
    const connection = new Duplex({ read: () => undefined, write: (_, __, done) => done() });
    server.emit('connection', connection);
    connection.push('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    if (body.length > 0) connection.push(body);
    connection.push('GET /next HTTP/1.1\r\nHost: a\r\n\r\n');
  });
}
