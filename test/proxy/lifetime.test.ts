import { SessionTable, startProxy } from '@heaptide/proxy';
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send } from './http-client.js';
import {
  type FakeUpstream,
  startApp,
  startFakeUpstream,
  trackedSessions,
  waitFor,
} from './proxy-under-test.js';

let upstream: FakeUpstream;
const cleanUps: (() => Promise<void>)[] = [];

beforeEach(async () => {
  upstream = await startFakeUpstream();
  cleanUps.push(() => upstream.close());
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startFixedProxy() {
  const proxy = await startApp('fixed-proxy', { UPSTREAM: upstream.origin });
  cleanUps.push(() => proxy.stop());
  return proxy;
}

function openAnswer(url: string, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { method, agent: false }).on('response', resolve).on('error', reject).end();
  });
}

function ended(answer: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => answer.resume().on('close', () => resolve(answer.complete)));
}

describe('X4: on SIGTERM the proxy', () => {
  it('lets an exchange finish, takes no new connection, and exits 0', async () => {
    const held: ServerResponse[] = [];
    upstream.answer = (request, response) => {
      if (request.headers['x-probe'] === undefined) held.push(response);
      else response.end();
    };
    const proxy = await startFixedProxy();
    const answer = send(proxy.url);
    await waitFor('the request upstream', () => held.length === 1);
    const stopped = proxy.stop();
    await waitFor('new connections to be refused', () =>
      send(proxy.url, { headers: { 'X-Probe': '1' } }).then(
        () => false,
        () => true,
      ),
    );
    held[0]!.end('done');
    expect((await answer).body.toString()).toBe('done');
    await stopped;
    expect(await proxy.exited).toBe(0);
  });

  it('ends standing event streams at once, and their upstream side', async () => {
    let open = 0;
    upstream.answer = (_, response) => {
      open += 1;
      response.on('close', () => (open -= 1));
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
    };
    const proxy = await startFixedProxy();
    const answer = await openAnswer(proxy.url);
    const isWhole = ended(answer);
    const startedAt = performance.now();
    await proxy.stop();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await isWhole).toBe(true);
    expect(await proxy.exited).toBe(0);
    expect(open).toBe(0);
  });
});

describe('startProxy', () => {
  it('leaves no connection to the upstream after close', async () => {
    const proxy = await startProxy({ upstream: new URL(upstream.origin), port: 0 });
    await send(proxy.url);
    expect(await upstream.connections()).toBe(1);
    await proxy.close();
    await waitFor('the connection to end', async () => (await upstream.connections()) === 0);
  });

  it('H6: cuts off in close what outlasts closeTimeoutMs', async () => {
    upstream.answer = (_, response) => response.writeHead(200).write('never ends');
    const proxy = await startProxy({ upstream: new URL(upstream.origin), port: 0, closeTimeoutMs: 200 });
    const answer = await openAnswer(proxy.url, 'POST');
    answer.on('error', () => undefined);
    const isWhole = ended(answer);
    const startedAt = performance.now();
    await Promise.all([proxy.close(), proxy.close()]);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(await isWhole).toBe(false);
  });

  it('says when the port is taken', async () => {
    const port = Number(new URL(upstream.origin).port);
    await expect(startProxy({ upstream: new URL(upstream.origin), port })).rejects.toMatchObject({
      code: 'HT_E_ADDRESS_IN_USE',
      message: `127.0.0.1:${port} is already in use`,
    });
  });

  it('drops a session that is idle for longer than allowed, unless it has a stream open', async () => {
    const sessionStore = new SessionTable({ idleTimeoutMs: 150, handshakeTimeoutMs: 150 });
    const proxy = await startProxy({ upstream: new URL(upstream.origin), port: 0, sessionStore });
    cleanUps.push(() => proxy.close());
    let session = 0;
    const streams: ServerResponse[] = [];
    upstream.answer = (request, response) => {
      if (request.method === 'GET') {
        streams.push(response);
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      } else {
        response.setHeader('Mcp-Session-Id', `s-${(session += 1)}`).end();
      }
    };
    await send(proxy.url, { method: 'POST', body: ['{"method":"initialize"}'] });
    await send(proxy.url, { method: 'POST', body: ['{"method":"initialize"}'] });
    const stream = httpRequest(proxy.url, { agent: false, headers: { 'Mcp-Session-Id': 's-1' } });
    stream.on('error', () => undefined).end();
    await waitFor('the stream', () => streams.length === 1);
    expect(proxy.sessions.size).toBe(2);
    await waitFor('the idle session to go', () => proxy.sessions.size === 1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(proxy.sessions.size).toBe(1);
    stream.destroy();
    await waitFor('the other session to go', () => proxy.sessions.size === 0);
  });
});

it('answers /health itself, and nothing else', async () => {
  const proxy = await startFixedProxy();
  upstream.answer = (_, response) => response.end('from the upstream');
  const health = await send(new URL('/health', proxy.url));
  expect(health.headers['content-type']).toBe('application/json');
  expect(JSON.parse(health.body.toString())).toEqual({
    status: 'healthy',
    sessions: 0,
    openStreams: 0,
    upstream: upstream.origin,
    uptimeSeconds: expect.any(Number) as number,
  });
  expect(await trackedSessions(new URL('/health?probe=1', proxy.url).href)).toBe(0);
  for (const path of ['/healthy', '/health/x', '/', '/mcp']) {
    const { body } = await send(new URL(path, proxy.url));
    expect(body.toString()).toBe('from the upstream');
  }
});
