import { createHash } from 'node:crypto';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import type { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { send, sendRaw } from './http-client.js';
import { type FakeUpstream, startApp, startFakeUpstream, waitFor } from './proxy-under-test.js';

let upstream: FakeUpstream;
let proxy: Program;

beforeAll(async () => {
  upstream = await startFakeUpstream();
  const options = { maxBodyBytes: 2 ** 30, requestTimeoutMs: 120_000 };
  proxy = await startApp('fixed-proxy', {
    UPSTREAM: upstream.origin,
    PROXY_OPTIONS: JSON.stringify(options),
  });
});

afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

function readAll(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

describe('a request', () => {
  it('reaches the upstream with its own target and headers, and under the name of the upstream', async () => {
    let seen: IncomingMessage | undefined;
    upstream.answer = (request, response) => {
      seen = request;
      response.end();
    };
    await sendRaw(
      proxy.url,
      'GET /any/path?q=%20&r=1,2 HTTP/1.1\r\nhOST: localhost:1234\r\nX-Twice: 1\r\nx-twice: 2\r\n' +
        'X-Latin: caf\xe9\r\nConnection: close, x-hop\r\nX-Hop: 1\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n',
    );
    expect(seen!.url).toBe('/any/path?q=%20&r=1,2');
    expect(seen!.rawHeaders).toEqual([
      ...['Host', new URL(upstream.origin).host, 'X-Twice', '1', 'x-twice', '2', 'X-Latin', 'caf\u00e9'],
      ...['X-Forwarded-For', '127.0.0.1', 'X-Forwarded-Host', 'localhost:1234', 'X-Forwarded-Proto', 'http'],
    ]);
  });

  it.each([
    ['a whole URL', 'http://other.example/mcp?a=1', '/mcp?a=1'],
    ['a whole URL without a path', 'http://other.example?a=1', '/?a=1'],
    ['an asterisk', '*', '*'],
  ])('may name %s as its target', async (_, target, path) => {
    let seen: string | undefined;
    upstream.answer = (request, response) => {
      seen = request.url;
      response.end();
    };
    await sendRaw(proxy.url, `OPTIONS ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(seen).toBe(path);
  });

  it.each([
    ['Content-Length', { 'Content-Length': '11' }, { 'content-length': '11' }],
    ['chunks', { 'Transfer-Encoding': 'chunked' }, { 'transfer-encoding': 'chunked' }],
  ])('keeps the framing of its body: %s', async (_, headers, expected) => {
    let seen: IncomingMessage | undefined;
    upstream.answer = (request, response) => {
      seen = request;
      void readAll(request).then((body) => response.end(body));
    };
    const { body } = await send(proxy.url, { method: 'POST', headers, body: ['hello ', 'world'] });
    expect(body.toString()).toBe('hello world');
    expect(seen!.headers).toMatchObject(expected);
  });

  it('keeps its trailers', async () => {
    let trailers: unknown;
    upstream.answer = (request, response) => {
      void readAll(request).then(() => {
        trailers = request.trailers;
        response.end();
      });
    };
    await sendRaw(
      proxy.url,
      'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection: close\r\n\r\n' +
        '2\r\nhi\r\n0\r\nX-Sum: 7\r\n\r\n',
    );
    expect(trailers).toEqual({ 'x-sum': '7' });
  });

  const expecting = { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': '2' } };

  it('is told to continue when the upstream says so', async () => {
    upstream.answer = (request, response) => {
      response.writeContinue();
      void readAll(request).then((body) => response.end(body));
    };
    const request = httpRequest(proxy.url, { ...expecting, agent: false });
    const continued = new Promise((resolve) => request.once('continue', resolve));
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.flushHeaders();
    await continued;
    request.end('hi');
    expect((await readAll(await answered)).toString()).toBe('hi');
  });

  it('is not told to continue when the upstream refuses it', async () => {
    upstream.answer = (_, response) => response.writeHead(413, { 'Content-Length': 0 }).end();
    const request = httpRequest(proxy.url, { ...expecting, agent: false });
    let continued = false;
    request.once('continue', () => (continued = true));
    request.on('error', () => undefined);
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.flushHeaders();
    expect((await answered).statusCode).toBe(413);
    expect(continued).toBe(false);
    request.destroy();
  });

  it.each([
    ['Content-Length and Transfer-Encoding', 'Content-Length: 5\r\nTransfer-Encoding: chunked', 400],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6', 400],
    ['a space before the colon', 'Content-Length : 5', 400],
    ['a folded line', 'X-A: b\r\n c', 400],
    ['an unknown transfer coding', 'Transfer-Encoding: xchunked', 501],
    ['a transfer coding that would be lost', 'Transfer-Encoding: gzip, chunked', 501],
  ])('with %s does not reach the upstream', async (_, fields, status) => {
    let reached = false;
    upstream.answer = (_request, response) => {
      reached = true;
      response.end();
    };
    const answer = await sendRaw(
      proxy.url,
      `POST / HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(reached).toBe(false);
  });

  it('is answered in turn when several are sent at once', async () => {
    upstream.answer = (request, response) => {
      setTimeout(() => response.end(`[${request.url}]`), request.url === '/1' ? 50 : 0);
    };
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const answers = await sendRaw(proxy.url, get('/1') + get('/2') + get('/3'));
    expect(answers.match(/\[\/\d\]/g)).toEqual(['[/1]', '[/2]', '[/3]']);
  });
});

describe('an answer', () => {
  it('comes with its own status, reason and headers', async () => {
    upstream.answer = (_, response) => {
      const headers = [
        'X-b',
        '1',
        'Set-Cookie',
        'a=1',
        'Set-Cookie',
        'b=2',
        'x-A',
        'caf\u00e9',
        'Date',
        'then',
      ];
      response.writeHead(418, 'Short And Stout', [...headers, 'Content-Length', '2']).end(Buffer.from('ok'));
    };
    const answer = await send(proxy.url);
    expect(answer).toMatchObject({ status: 418, reason: 'Short And Stout' });
    expect(answer.rawHeaders.slice(0, 12)).toEqual([
      ...['X-b', '1', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'x-A', 'caf\u00e9', 'Date', 'then'],
      ...['Content-Length', '2'],
    ]);
  });

  it.each([
    ['204', 'GET', 204, {}, ''],
    ['304 with a length', 'GET', 304, { ETag: '"x"' }, ''],
    ['HEAD with a length', 'HEAD', 200, { 'Content-Length': '1000' }, ''],
    ['202 with an empty chunked body', 'POST', 202, { 'Transfer-Encoding': 'chunked' }, ''],
    ['202 with length 0', 'POST', 202, { 'Content-Length': '0' }, ''],
    ['200 to DELETE without a body', 'DELETE', 200, { 'Content-Length': '0' }, ''],
    ['a chunked body', 'GET', 200, { 'Transfer-Encoding': 'chunked' }, 'hello'],
  ])('is passed on and leaves the connection usable: %s', async (_, method, status, headers, text) => {
    upstream.answer = (request, response) => {
      if (request.url === '/next') response.end('next');
      else response.writeHead(status, headers).end(text);
    };
    const fields = method === 'POST' ? 'Content-Length: 0\r\n' : '';
    const answers = await sendRaw(
      proxy.url,
      `${method} / HTTP/1.1\r\nHost: localhost\r\n${fields}\r\nGET /next HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    );
    const statuses = [...answers.matchAll(/HTTP\/1.1 (\d+) /g)].map((match) => match[1]);
    expect(statuses).toEqual([String(status), '200']);
    const [first, second] = answers.split('HTTP/1.1 200 OK').slice(-2);
    expect(second).toContain('next');
    if (text !== '') expect(first).toContain(`5\r\n${text}\r\n0\r\n\r\n`);
    for (const [name, value] of Object.entries(headers)) expect(answers).toContain(`${name}: ${value}`);
  });

  it('keeps its trailers', async () => {
    upstream.answer = (_, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' }).write('hi');
      response.addTrailers({ 'X-Sum': '7' });
      response.end();
    };
    const { body, trailers } = await send(proxy.url);
    expect(body.toString()).toBe('hi');
    expect(trailers).toEqual({ 'x-sum': '7' });
  });

  it('to HEAD may speak of chunks and trailers that a body would have', async () => {
    upstream.answer = (_, response) => {
      response.socket!.end(
        'HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n',
      );
    };
    const answer = await send(proxy.url, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers['x-a']).toBe('1');
    expect(answer.headers.trailer).toBeUndefined();
  });

  it('goes to an HTTP/1.0 client unchunked, up to the end of the connection', async () => {
    upstream.answer = (_, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' }).write('hel');
      response.addTrailers({ 'X-Sum': '7' });
      response.end('lo');
    };
    const answer = await sendRaw(proxy.url, 'GET / HTTP/1.0\r\n\r\n');
    expect(answer).not.toMatch(/chunked/i);
    expect(answer.split('\r\n\r\n')[1]).toBe('hello');
  });

  it('that comes before the whole request reaches the client', async () => {
    upstream.answer = (_, response) => response.writeHead(413, { 'Content-Length': 0 }).end();
    const request = httpRequest(proxy.url, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Length': '1000000' },
    });
    request.on('error', () => undefined);
    request.write('only the beginning');
    const answer = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    expect(answer.statusCode).toBe(413);
    request.destroy();
  });
});

describe('a large body', () => {
  const SIZE = 32 << 20;
  const body = Buffer.alloc(SIZE, 'heaptide');
  const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');

  it('passes whole in both directions', async () => {
    upstream.answer = (request, response) => void readAll(request).then((received) => response.end(received));
    const answer = await send(proxy.url, { method: 'POST', body: [body] });
    expect(digest(answer.body)).toBe(digest(body));
  });

  it('is not read from a client faster than the upstream takes it', async () => {
    let held: IncomingMessage | undefined;
    upstream.answer = (request, response) => {
      held = request;
      request.on('end', () => response.end());
    };
    const request = httpRequest(proxy.url, { method: 'POST', agent: false });
    const answered = new Promise((resolve) => request.once('response', resolve));
    const written = writeEndlessly(request);
    await waitFor('the request upstream', () => held !== undefined);
    expect(await settled(written)).toBeLessThan(ENDLESS);
    held!.resume();
    await answered;
    expect(written()).toBe(ENDLESS);
  });

  it('is not read from the upstream faster than a client takes it', async () => {
    let written: (() => number) | undefined;
    upstream.answer = (_, response) => {
      written = writeEndlessly(response);
    };
    const request = httpRequest(proxy.url, { agent: false }).end();
    const answer = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    expect(await settled(written!)).toBeLessThan(ENDLESS);
    let received = 0;
    for await (const chunk of answer) received += (chunk as Buffer).length;
    expect(received).toBe(ENDLESS);
  });
});

/** Far more than the kernel buffers on the way. */
const ENDLESS = 256 << 20;

/** Writes `ENDLESS` bytes as fast as they are taken; the returned function tells how many have been. */
function writeEndlessly(out: Writable): () => number {
  const chunk = Buffer.alloc(1 << 16, 'heaptide');
  let written = 0;
  const fill = () => {
    while (written < ENDLESS) {
      written += chunk.length;
      if (!out.write(chunk)) return;
    }
    out.end();
  };
  out.on('drain', fill);
  fill();
  return () => written;
}

/** The value of `read` once it has not changed for 300 ms. */
async function settled(read: () => number): Promise<number> {
  for (;;) {
    const before = read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (read() === before) return before;
  }
}
