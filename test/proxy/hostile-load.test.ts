import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram } from '../support/child-program.js';
import { send } from './http-client.js';
import type { FakeUpstream } from './proxy-under-test.js';
import { expectAlive, HostileSetting } from './reference/hostile-setting.js';
import { SeededRandom } from './reference/seeded-random.js';

const LIMITS = { headTimeoutMs: 500, requestTimeoutMs: 1_000, keepAliveTimeoutMs: 500 };
const SEED = 20_260_821;
const HOST = 'Host: localhost\r\n';

const setting = new HostileSetting();
afterEach(() => setting.end());

describe('X3: others are served', () => {
  it('while a request hangs', async () => {
    const origin = await setting.fakeUpstream(({ url }, response) => {
      if (url !== '/hang') response.end('ok');
    });
    const proxy = await setting.proxyTo(origin, LIMITS);
    for (let count = 0; count < 20; count += 1)
      setting.clientOf(proxy).socket.write(`GET /hang HTTP/1.1\r\n${HOST}\r\n`);
    for (let count = 0; count < 50; count += 1) expect((await send(proxy.url)).status).toBe(200);
  });

  it('H6: while heads trickle in, which are cut off at their time limit', async () => {
    const proxy = await setting.proxyTo(
      await setting.fakeUpstream((_, response) => response.end('ok')),
      LIMITS,
    );
    const slow = Array.from({ length: 200 }, () => setting.clientOf(proxy));
    const trickle = setInterval(() => {
      for (const [index, { socket }] of slow.entries()) {
        if (socket.writable) socket.write(index % 4 === 0 ? '\r\n' : 'X');
      }
    }, 50);
    setting.onEnd(() => clearInterval(trickle));
    const sentAt = performance.now();
    const others = (async () => {
      for (let count = 0; count < 50; count += 1) {
        expect((await send(proxy.url)).status).toBe(200);
        await sleep(20);
      }
    })();
    await Promise.all(slow.map((client) => client.ended()));
    // The limit, the half second to which it is kept, and time for a busy machine.
    expect(performance.now() - sentAt).toBeLessThan(5_000);
    await others;
    const said = slow.map((client) => client.held.toString('latin1', 0, 12));
    expect(said.filter((text) => text === 'HTTP/1.1 408').length).toBeGreaterThanOrEqual(150);
    expect(said.filter((text) => !['HTTP/1.1 408', 'HTTP/1.1 400', ''].includes(text))).toEqual([]);
  });
});

describe('X3: an upstream', () => {
  it('that crashes under a request makes a 502, and is found again when it is back', async () => {
    const crashing = await startProgram({ args: [], nodeArgs: ['-e', CRASHING] });
    setting.onEnd(() => crashing.stop());
    const proxy = await setting.proxyTo(crashing.url, LIMITS);
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call"}';
    const answer = await send(proxy.url, { method: 'POST', body: [body] });
    expect(answer.status).toBe(502);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ jsonrpc: '2.0', error: { code: -32000 } });
    expect(await crashing.exited).toBe(1);
    expect((await send(proxy.url)).status).toBe(502);
    const { port } = new URL(crashing.url);
    const back = await startProgram({ args: [], nodeArgs: ['-e', CRASHING], env: { PORT: port } });
    setting.onEnd(() => back.stop());
    expect((await send(proxy.url)).status).toBe(200);
    await expectAlive(proxy);
  });
});

/** Answers GET, and ends with an uncaught error under any other request. */
const CRASHING = `
  const server = require('node:http').createServer((request, response) => {
    if (request.method === 'GET') response.end('ok');
    else request.resume().on('end', () => { throw new Error('crashed'); });
  }).listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    console.log('listening http://127.0.0.1:' + server.address().port);
  });
`;

describe('a flood', () => {
  it.each([
    ['one long field', `X: ${'x'.repeat(100_000)}\r\n`],
    ['many fields', 'X: y\r\n'.repeat(15_000)],
    ['a head without end', 'x'.repeat(100_000)],
  ])('of header bytes is refused: %s', async (_, fields) => {
    const upstream = await setting.strictUpstream();
    const client = setting.clientOf(await setting.proxyTo(upstream.origin, LIMITS));
    client.socket.write(`GET / HTTP/1.1\r\n${HOST}${fields}`);
    expect(await client.answer()).toMatchObject({ status: 431, keepsAlive: false });
    expect(upstream.openConnections()).toBe(0);
  });

  it('of spaces in a header takes no time from others', async () => {
    const proxy = await setting.proxyTo(
      await setting.fakeUpstream((_, response) => response.end('ok')),
      LIMITS,
    );
    const sentAt = performance.now();
    for (const name of ['Connection', 'Expect', 'Mcp-Session-Id', 'Origin', 'X-Forwarded-For']) {
      const client = setting.clientOf(proxy);
      client.socket.write(`GET / HTTP/1.1\r\n${HOST}${name}: a${' '.repeat(32_000)}b\r\n\r\n`);
      await client.answer();
    }
    expect(performance.now() - sentAt).toBeLessThan(1_000);
  });

  it('of 10,000 requests in one write is answered in order', async () => {
    const COUNT = 10_000;
    const proxy = await setting.proxyTo(
      await setting.fakeUpstream(({ url }, response) => response.end(`[${url}]`)),
      LIMITS,
    );
    const client = setting.clientOf(proxy);
    let text = '';
    for (let index = 0; index < COUNT; index += 1) text += `GET /${index} HTTP/1.1\r\n${HOST}\r\n`;
    client.socket.write(text);
    for (let index = 0; index < COUNT; index += 1) {
      expect((await client.answer()).body.toString()).toBe(`[/${index}]`);
    }
    await expectAlive(proxy);
  });
});

describe('X2: 2,000 requests on 50 connections', () => {
  const CONNECTIONS = 50;
  const EACH = 40;

  it('are each answered with their own answer, whatever the others do', async () => {
    const random = new SeededRandom(SEED);
    // No limit is to be met: on a busy machine a client may take its time between two requests.
    const proxy = await setting.proxyTo(await setting.fakeUpstream(tokenEcho(random)), {
      headTimeoutMs: 20_000,
      requestTimeoutMs: 20_000,
      keepAliveTimeoutMs: 20_000,
    });
    let answered = 0;
    let aborted = 0;
    const talk = async (connection: number) => {
      let client = setting.clientOf(proxy);
      for (let sent = 0; sent < EACH;) {
        const tokens = Array.from(
          { length: 1 + random.below(4) },
          (_, index) => `${connection}-${sent + index}`,
        );
        sent += tokens.length;
        client.socket.write(tokens.map((token) => requestOf(token, random)).join(''));
        const abortsAt = random.isTrue(0.15) ? random.below(tokens.length) : Infinity;
        for (const [index, token] of tokens.entries()) {
          if (index === abortsAt) break;
          expect((await client.answer('POST')).body.toString()).toBe(`answer to ${token} ${token}`);
          answered += 1;
        }
        if (abortsAt === Infinity) continue;
        aborted += 1;
        client.destroy();
        client = setting.clientOf(proxy);
      }
      expect(client.held.length).toBe(0);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => talk(connection)));
    expect(answered).toBeGreaterThan(1_500);
    expect(aborted).toBeGreaterThan(20);
    await expectAlive(proxy);
  });
});

function requestOf(token: string, random: SeededRandom): string {
  const head = `POST /${token} HTTP/1.1\r\n${HOST}`;
  if (random.isTrue(0.5)) return `${head}Content-Length: ${token.length}\r\n\r\n${token}`;
  return `${head}Transfer-Encoding: chunked\r\n\r\n${token.length.toString(16)}\r\n${token}\r\n0\r\n\r\n`;
}

/** Answers with the tokens of target and body after a random time, in one of the ways an answer may be framed. */
function tokenEcho(random: SeededRandom): FakeUpstream['answer'] {
  return (request: IncomingMessage, response: ServerResponse) => {
    void (async () => {
      let token = '';
      for await (const piece of request) token += (piece as Buffer).toString();
      const text = `answer to ${request.url!.slice(1)} ${token}`;
      if (random.isTrue(0.5)) await sleep(random.below(20));
      if (random.isTrue(0.1)) response.setHeader('Connection', 'close');
      if (random.isTrue(0.5)) response.setHeader('Content-Length', text.length);
      response.write(text.slice(0, 5));
      if (random.isTrue(0.3)) await sleep(random.below(10));
      response.end(text.slice(5));
      // A client that has left takes the request with it.
    })().catch(() => undefined);
  };
}
