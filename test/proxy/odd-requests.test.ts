import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { send, sendRaw } from './http-client.js';
import { type FakeUpstream, startApp, startFakeUpstream } from './proxy-under-test.js';

/** Far below the time limit of a head, so that what is refused at once and what is given up on differ. */
const AT_ONCE_MS = 2_000;

let upstream: FakeUpstream;
let proxy: Program;
/** Targets and bodies of the requests that reached the upstream. */
let seen: { readonly url: string; readonly body: string }[];

beforeAll(async () => {
  upstream = await startFakeUpstream();
  const options = { headTimeoutMs: 10_000 };
  proxy = await startApp('fixed-proxy', {
    UPSTREAM: upstream.origin,
    PROXY_OPTIONS: JSON.stringify(options),
  });
});

afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

type Answering = (response: Parameters<FakeUpstream['answer']>[1], body: Buffer) => void;

/** Has the upstream note each request and answer it once it is whole. */
function answerWith(answer: Answering): void {
  seen = [];
  upstream.answer = (request, response) => {
    if (request.headers.expect !== undefined) response.writeContinue();
    void bodyOf(request).then((body) => {
      seen.push({ url: request.url!, body: body.toString() });
      answer(response, body);
    });
  };
}

const echo: Answering = (response, body) => {
  response.setHeader('Content-Length', body.length);
  response.end(body);
};

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

function parts(answer: string): { head: string; body: string } {
  const end = answer.indexOf('\r\n\r\n');
  return { head: answer.slice(0, end), body: answer.slice(end + 4) };
}

const HOST = 'Host: localhost\r\n';

describe('an answer', () => {
  it('204 has no body and leaves its connection usable', async () => {
    answerWith((response) => response.writeHead(204).end());
    const answers = await sendRaw(proxy.url, `GET /1 HTTP/1.1\r\n${HOST}\r\n`.repeat(2));
    expect(answers.match(/HTTP\/1\.1 204 No Content\r\n/g)).toHaveLength(2);
    expect(answers.endsWith('\r\n\r\n')).toBe(true);
  });

  it('304 has no body and leaves its connection usable, whatever length it names', async () => {
    answerWith((response) => response.writeHead(304, { ETag: '"x"', 'Content-Length': 100 }).end());
    const answers = await sendRaw(proxy.url, `GET /1 HTTP/1.1\r\n${HOST}\r\n`.repeat(2));
    expect(answers.match(/HTTP\/1\.1 304 Not Modified\r\n/g)).toHaveLength(2);
    expect(answers).toContain('Content-Length: 100');
  });

  it('to HEAD has no body and keeps the length that it would have', async () => {
    answerWith((response) => response.writeHead(200, { 'Content-Length': 1_000 }).end());
    const answers = await sendRaw(proxy.url, `HEAD /1 HTTP/1.1\r\n${HOST}\r\n`.repeat(2));
    expect(answers.match(/Content-Length: 1000\r\n/g)).toHaveLength(2);
    expect(answers.match(/\r\n\r\n/g)).toHaveLength(2);
    expect(answers.endsWith('\r\n\r\n')).toBe(true);
  });

  it('keeps its trailers', async () => {
    answerWith((response) => {
      response.writeHead(200, { Trailer: 'X-T' }).write('hi');
      response.addTrailers({ 'X-T': '1' });
      response.end();
    });
    const answer = await send(proxy.url);
    expect(answer.headers.trailer).toBe('X-T');
    expect(answer.body.toString()).toBe('hi');
    expect(answer.trailers).toEqual({ 'x-t': '1' });
  });

  it('comes behind its early hints', async () => {
    answerWith((response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.end('ok');
    });
    const request = httpRequest(proxy.url, { agent: false });
    const hints = new Promise((resolve) => request.once('information', resolve));
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.end();
    expect(await hints).toMatchObject({ statusCode: 103, headers: { link: '</a.css>; rel=preload' } });
    expect((await bodyOf(await answered)).toString()).toBe('ok');
  });
});

describe('a body', () => {
  it('goes up in chunks as it came', async () => {
    answerWith(echo);
    const answer = await send(proxy.url, { method: 'POST', body: ['he', 'llo world'] });
    expect(answer.body.toString()).toBe('hello world');
  });

  it('that waits for 100 (Continue) is sent when it has come', async () => {
    answerWith(echo);
    const headers = { Expect: '100-continue', 'Content-Length': '5' };
    const request = httpRequest(proxy.url, { method: 'POST', agent: false, headers });
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.once('continue', () => request.end('hello'));
    request.flushHeaders();
    expect((await bodyOf(await answered)).toString()).toBe('hello');
  });

  it('of 300 kB in chunks comes whole', async () => {
    answerWith(echo);
    const text = 'heaptide'.repeat(37_500);
    const answer = await send(proxy.url, { method: 'POST', body: [text.slice(0, 2), text.slice(2)] });
    expect(answer.body.toString()).toBe(text);
  });
});

describe('a request that two programs could read differently', () => {
  it.each([
    [
      'both Content-Length and Transfer-Encoding',
      400,
      `POST /s HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n` +
        `0\r\n\r\nGET /x HTTP/1.1\r\n${HOST}\r\n`,
    ],
    ['two lengths', 400, `POST /s HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
    [
      'the same length twice',
      400,
      `POST /s HTTP/1.1\r\n${HOST}${'Content-Length: 5\r\n'.repeat(2)}\r\nhello`,
    ],
    ['a space before the colon', 400, `POST /s HTTP/1.1\r\n${HOST}Content-Length : 5\r\n\r\nhello`],
    ['bare LFs', 400, 'POST /s HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nhello'],
    ['a folded line', 400, `GET /s HTTP/1.1\r\n${HOST}X-A: b\r\n c\r\n\r\n`],
    [
      'an unknown transfer coding',
      501,
      `POST /s HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ],
    ['no Host', 400, 'GET /a HTTP/1.1\r\n\r\n'],
  ])('is refused at once and goes no further: %s', async (_, status, text) => {
    answerWith(echo);
    const sentAt = performance.now();
    const answer = await sendRaw(proxy.url, text);
    expect(performance.now() - sentAt).toBeLessThan(AT_ONCE_MS);
    const { head, body } = parts(answer);
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('Connection: close');
    expect(head).toContain(`Content-Length: ${body.length}`);
    expect(JSON.parse(body)).toMatchObject({ jsonrpc: '2.0', error: { code: -32600 } });
    expect(seen).toEqual([]);
  });
});

describe('several requests at once', () => {
  it('are answered in their order', async () => {
    seen = [];
    upstream.answer = ({ url }, response) => {
      setTimeout(() => response.end(`[${url}]`), url === '/a' ? 50 : 0);
    };
    const get = (path: string) => `GET ${path} HTTP/1.1\r\n${HOST}\r\n`;
    const answers = await sendRaw(proxy.url, get('/a') + get('/b') + get('/c'));
    expect(answers.match(/\[\/.\]/g)).toEqual(['[/a]', '[/b]', '[/c]']);
  });
});

describe('an HTTP/1.0 client', () => {
  it('is served without Host and without keep-alive', async () => {
    answerWith(echo);
    const answer = await sendRaw(proxy.url, 'POST /old HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello');
    const { head, body } = parts(answer);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toContain('Connection: close');
    expect(body).toBe('hello');
    expect(seen).toEqual([{ url: '/old', body: 'hello' }]);
  });

  it('keeps its connection if it asks for it', async () => {
    answerWith((response) => response.writeHead(200, { 'Content-Length': 2 }).end('ok'));
    const text = `GET /old HTTP/1.0\r\n${HOST}Connection: keep-alive\r\n\r\n`;
    const answers = await sendRaw(proxy.url, text.repeat(2));
    expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
    expect(answers.match(/Connection: keep-alive\r\n/g)).toHaveLength(2);
  });

  it('gets a chunked answer without chunks, up to the end of its connection', async () => {
    answerWith((response) => {
      response.write('hel');
      response.end('lo');
    });
    const text = `GET /old HTTP/1.0\r\n${HOST}Connection: keep-alive\r\n\r\n`;
    const { head, body } = parts(await sendRaw(proxy.url, text.repeat(2)));
    expect(head).not.toMatch(/transfer-encoding/i);
    expect(head).toContain('Connection: close');
    expect(body).toBe('hello');
  });
});
