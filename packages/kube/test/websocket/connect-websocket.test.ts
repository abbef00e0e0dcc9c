import http from 'node:http';
import { connect as connectTcp, createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { connectWebSocket } from '../../src/websocket/connect-websocket.js';
import { serverFrame } from './server-frame.js';
import { upgradedServer } from './upgraded-server.js';

const PROTOCOL = 'SPDY/3.1+portforward.k8s.io';
const hello = serverFrame({ opcode: 1, payload: Buffer.from('hello') });

async function firstMessage(options: Parameters<typeof connectWebSocket>[0]): Promise<string> {
  const connection = await connectWebSocket(options);
  const data = await new Promise<Buffer>((resolve) => connection.onMessage(resolve));
  connection.destroy();
  return data.toString();
}

it('speaks a subprotocol that is no token, with headers of the caller', async () => {
  const asked: http.IncomingHttpHeaders[] = [];
  const { url } = await upgradedServer(
    (socket, { headers }) => {
      asked.push(headers);
      socket.write(hello);
    },
    [`Sec-WebSocket-Protocol: ${PROTOCOL}`],
  );
  const headers = { host: 'localhost' };
  expect(await firstMessage({ url, protocol: PROTOCOL, headers, maxMessage: 100 })).toBe('hello');
  expect(asked).toMatchObject([{ 'sec-websocket-protocol': PROTOCOL, host: 'localhost' }]);
});

it('goes over a connection that the caller makes, and over a unix socket', async () => {
  const { port } = await upgradedServer((socket) => socket.write(hello));
  const createConnection = () => connectTcp(port, '127.0.0.1');
  const options = { host: '127.0.0.1', port: 9229, path: '/id', maxMessage: 100 };
  expect(await firstMessage({ ...options, createConnection })).toBe('hello');

  const folder = mkdtempSync(join(tmpdir(), 'heaptide-'));
  const relay = createServer((socket) => socket.pipe(connectTcp(port, '127.0.0.1')).pipe(socket));
  onTestFinished(() => {
    relay.close();
    rmSync(folder, { recursive: true });
  });
  const socketPath = join(folder, 'socket');
  await new Promise<void>((resolve) => relay.listen(socketPath, resolve));
  expect(await firstMessage({ socketPath, path: '/id', maxMessage: 100 })).toBe('hello');
});

it.each([
  ['another protocol', ['Sec-WebSocket-Protocol: chat']],
  ['an extension', ['Sec-WebSocket-Extensions: permessage-deflate']],
])('refuses an answer with %s', async (_what, headers) => {
  const { url } = await upgradedServer(() => undefined, headers);
  await expect(connectWebSocket({ url, maxMessage: 1 })).rejects.toMatchObject({ kind: 'bad-answer' });
});

async function serveHttp(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it('says what is said in place of a 101, cut short', async () => {
  const url = await serveHttp((_request, response) => response.writeHead(403).end('not you '.repeat(10_000)));
  const refused = connectWebSocket({ url, maxMessage: 1 });
  await expect(refused).rejects.toThrow(/^no WebSocket there: HTTP 403: not you /);
  await refused.catch((error: unknown) => expect((error as Error).message.length).toBeLessThan(560));
});

it('does not wait for ever, and not once it is aborted', async () => {
  const url = await serveHttp(() => undefined);
  await expect(connectWebSocket({ url, maxMessage: 1, timeoutMs: 50 })).rejects.toMatchObject({
    kind: 'timeout',
  });
  const abort = new AbortController();
  const { signal } = abort;
  const reason = new Error('enough');
  setTimeout(() => abort.abort(reason), 50);
  await expect(connectWebSocket({ url, maxMessage: 1, signal })).rejects.toBe(reason);
  await expect(connectWebSocket({ url, maxMessage: 1, signal })).rejects.toBe(reason);
});

it('tells a port on which nobody listens', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const url = `ws://127.0.0.1:${port}`;
  await expect(connectWebSocket({ url, maxMessage: 1 })).rejects.toMatchObject({ kind: 'refused' });
});
