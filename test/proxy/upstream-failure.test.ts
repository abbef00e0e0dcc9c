import { startProxy } from '@heaptide/proxy';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startProgram } from '../support/child-program.js';
import { send } from './http-client.js';
import { startApp } from './proxy-under-test.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const CALL = '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{}}';

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/**
 * A TCP server that answers the first request of every connection and hands any later one of the first connection to
 * `onReuse`. Returns its origin and the texts of all requests.
 */
async function startFickleUpstream(onReuse: (socket: Socket) => void) {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let requestsHere = 0;
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const [head, body] = text.split('\r\n\r\n', 2);
      const length = Number(/content-length: (\d+)/i.exec(head!)?.[1] ?? 0);
      const isWhole = body !== undefined && (body.length >= length || length > 1 << 16);
      if (!isWhole) return;
      requests.push(text);
      text = '';
      requestsHere += 1;
      if (requestsHere > 1 && socket === sockets[0]) onReuse(socket);
      else socket.write(OK);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

async function proxyTo(origin: string): Promise<string> {
  const proxy = await startApp('fixed-proxy', { UPSTREAM: origin });
  cleanUps.push(() => proxy.stop());
  return proxy.url;
}

function post(url: string, body: string) {
  return send(url, {
    method: 'POST',
    headers: { 'Content-Length': String(Buffer.byteLength(body)) },
    body: [body],
  });
}

describe('a kept connection that the upstream closes under a request', () => {
  it('costs the client nothing: the request goes out once more, whole, on a new connection', async () => {
    const { origin, requests } = await startFickleUpstream((socket) => socket.destroy());
    const url = await proxyTo(origin);
    await post(url, CALL);
    const answer = await post(url, CALL);
    expect(answer.status).toBe(200);
    expect(requests).toHaveLength(3);
    expect(requests[2]!.split('\r\n\r\n')[1]).toBe(CALL);
    const withoutConnection = (text: string) => text.replace(/connection: .*\r\n/i, '');
    expect(withoutConnection(requests[2]!)).toBe(withoutConnection(requests[1]!));
  });

  it.each([
    ['part of an answer came', CALL, (socket: Socket) => socket.end('HTTP/1.1 200 O')],
    ['the body is too long to be held', 'x'.repeat(300_000), (socket: Socket) => socket.destroy()],
    [
      'the upstream may have been at work on it',
      CALL,
      (socket: Socket) => setTimeout(() => socket.destroy(), 1_200),
    ],
  ])('is not tried again when %s', async (_, body, onReuse) => {
    const { origin, requests } = await startFickleUpstream(onReuse);
    const url = await proxyTo(origin);
    await post(url, CALL);
    const answer = await post(url, body);
    expect(answer.status).toBe(502);
    expect(requests).toHaveLength(2);
  });
});

describe('an upstream', () => {
  it('that resets a new connection is not tried again', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      socket.once('data', () => socket.resetAndDestroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => new Promise((resolve) => server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    const answer = await post(await proxyTo(`http://127.0.0.1:${port}`), CALL);
    expect(answer.status).toBe(502);
    expect(connections).toBe(1);
  });

  it('that refuses is reported as a JSON-RPC error without an id, to large requests as well', async () => {
    const { port } = await closedPort();
    const url = await proxyTo(`http://127.0.0.1:${port}`);
    for (const body of [CALL, 'x'.repeat(5_000_000)]) {
      const sentAt = performance.now();
      const answer = await post(url, body);
      expect(performance.now() - sentAt).toBeLessThan(1_500);
      expect(answer.status).toBe(502);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(JSON.parse(answer.body.toString())).toEqual({
        jsonrpc: '2.0',
        error: { code: -32000, message: `upstream http://127.0.0.1:${port}: connection refused` },
      });
    }
    const health = await send(new URL('/health', url));
    expect(health.status).toBe(200);
  });

  it('that accepts no connection is given up on', async () => {
    const silent = await startProgram({ args: [], nodeArgs: ['-e', NEVER_ACCEPTING] });
    cleanUps.push(() => silent.stop());
    const upstream = new URL(silent.url);
    const filling = Array.from({ length: 8 }, () => send(upstream).catch(() => undefined));
    const proxy = await startProxy({ upstream, port: 0, connectTimeoutMs: 300 });
    cleanUps.push(() => proxy.close());
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await post(proxy.url, CALL);
    expect(answer.status).toBe(504);
    expect(answer.body.toString()).toContain('no connection within 300 ms');
    await silent.stop();
    await Promise.all(filling);
  });
});

/** Its queue of connections that wait to be accepted is as short as can be; beyond it the kernel leaves them hanging. */
const NEVER_ACCEPTING = `
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, 'listening http://127.0.0.1:' + server.address().port + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

async function closedPort(): Promise<AddressInfo> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return address;
}
