import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { connectWebSocket } from '../../src/websocket/connect-websocket.js';
import type { WebSocketConnection } from '../../src/websocket/websocket-connection.js';
import { serverFrame } from './server-frame.js';
import { upgradedServer } from './upgraded-server.js';

const MAX_MESSAGE = 8 * 1024 * 1024;

/** The `ws` library as the peer. */
async function serve(onConnection: (peer: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', onConnection);
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const peer of server.clients) peer.terminate();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
}

async function connect(url: string): Promise<WebSocketConnection> {
  const connection = await connectWebSocket({ url, maxMessage: MAX_MESSAGE });
  onTestFinished(() => connection.destroy());
  return connection;
}

function messages(connection: WebSocketConnection, count: number): Promise<(string | Buffer)[]> {
  const all: (string | Buffer)[] = [];
  return new Promise((resolve) => {
    connection.onMessage((data, isText) => {
      all.push(isText ? data.toString() : data);
      if (all.length === count) resolve(all);
    });
  });
}

it.each([0, 1, 125, 126, 65_535, 65_536, 5_000_000])('carries %i bytes both ways', async (length) => {
  const connection = await connect(
    await serve((peer) =>
      peer.on('message', (data, isBinary) => peer.send(data as Buffer, { binary: isBinary })),
    ),
  );
  const bytes = Buffer.alloc(length, 'heaptide');
  const untouched = Buffer.from(bytes);
  connection.send(bytes);
  connection.send('ä'.repeat(length / 10));
  const [binary, text] = await messages(connection, 2);
  expect((binary as Buffer).equals(untouched)).toBe(true);
  expect(bytes.equals(untouched)).toBe(true);
  expect(text).toBe('ä'.repeat(length / 10));
});

it('joins fragments, and answers pings between them', async () => {
  let pong = '';
  const connection = await connect(
    await serve((peer) => {
      peer.on('pong', (data) => {
        pong = data.toString();
        peer.send('after');
      });
      peer.send('one ', { fin: false });
      peer.ping('still there?');
      peer.send('message', { fin: true });
    }),
  );
  expect(await messages(connection, 2)).toEqual(['one message', 'after']);
  expect(pong).toBe('still there?');
});

it('keeps what comes before somebody listens', async () => {
  const connection = await connect(await serve((peer) => peer.send('early')));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await messages(connection, 1)).toEqual(['early']);
});

it('closes with its code, and the peer sees it', async () => {
  let seen!: Promise<unknown>;
  const connection = await connect(await serve((peer) => void (seen = once(peer, 'close'))));
  connection.onMessage(() => undefined);
  connection.close(1000);
  expect(connection.isOpen).toBe(false);
  expect(await connection.closed).toEqual({ code: 1000 });
  expect(await seen).toContain(1000);
});

it('answers a close of the peer and tells its code', async () => {
  let answered!: Promise<unknown>;
  const connection = await connect(
    await serve((peer) => {
      answered = once(peer, 'close');
      peer.close(1011, 'gone');
    }),
  );
  connection.onMessage(() => undefined);
  expect(await connection.closed).toEqual({ code: 1011 });
  expect(await answered).toContain(1011);
});

it('ends within its bound when the peer never answers the close', async () => {
  const { url } = await upgradedServer(() => undefined);
  const connection = await connect(url);
  connection.onMessage(() => undefined);
  const start = performance.now();
  connection.close();
  expect(await connection.closed).toEqual({});
  expect(performance.now() - start).toBeLessThan(5_000);
});

it('tells an end without a close from a closed connection', async () => {
  const connection = await connect(await serve((peer) => peer.terminate()));
  connection.onMessage(() => undefined);
  expect((await connection.closed).error).toMatchObject({ name: 'KubeError', kind: 'tunnel-ended' });
});

it('lets the peer wait while it is paused, and the sender while the peer reads nothing', async () => {
  let peerBuffered = () => 0;
  const connection = await connect(
    await serve((peer) => {
      peerBuffered = () => peer.bufferedAmount;
      for (let count = 0; count < 64; count++) peer.send(Buffer.alloc(1024 * 1024));
      peer.pause();
    }),
  );
  let bytes = 0;
  const all = new Promise<void>((resolve) =>
    connection.onMessage((data) => {
      if (bytes === 0) {
        connection.pause();
        setTimeout(() => {
          expect(peerBuffered()).toBeGreaterThan(32 * 1024 * 1024);
          connection.resume();
        }, 300);
      }
      if ((bytes += data.length) === 64 * 1024 * 1024) resolve();
    }),
  );
  await all;
  let sent = 0;
  while (connection.send(Buffer.alloc(1024 * 1024))) expect(++sent).toBeLessThan(64);
  let isDrained = false;
  void connection.drained().then(() => (isDrained = true));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isDrained).toBe(false);
  connection.destroy();
  await connection.drained();
});

const text = (payload: string) => Buffer.from(payload);
it.each([
  ['masked frames', serverFrame({ opcode: 2, payload: text('x'), masked: true })],
  ['an extension', serverFrame({ opcode: 2, payload: text('x'), reserved: 4 })],
  ['an unknown kind of data', serverFrame({ opcode: 3, payload: text('x') })],
  ['an unknown kind of control', serverFrame({ opcode: 11, payload: text('x') })],
  ['a long ping', serverFrame({ opcode: 9, payload: Buffer.alloc(126) })],
  ['half a ping', serverFrame({ opcode: 9, payload: text('x'), isLast: false })],
  ['a continuation of nothing', serverFrame({ opcode: 0, payload: text('x') })],
  [
    'a message in a message',
    Buffer.concat([
      serverFrame({ opcode: 2, payload: text('x'), isLast: false }),
      serverFrame({ opcode: 2, payload: text('y') }),
    ]),
  ],
  ['a close of one byte', serverFrame({ opcode: 8, payload: text('x') })],
  ['text that is none', serverFrame({ opcode: 1, payload: Buffer.from([0xff, 0xfe]) })],
  ['a message above the bound', serverFrame({ opcode: 2, payload: text('x'), stated: 8_388_609n })],
  ['the longest length there is', serverFrame({ opcode: 2, payload: text('x'), stated: (1n << 64n) - 1n })],
])('ends the connection at %s', async (_what, bytes) => {
  const { url } = await upgradedServer((socket) => socket.write(bytes));
  const connection = await connect(url);
  const heard: string[] = [];
  connection.onMessage((data) => heard.push(data.toString()));
  expect((await connection.closed).error).toMatchObject({ kind: 'bad-answer' });
  expect(heard).toEqual([]);
});

it('ends the connection of a peer that pings without reading the answers', async () => {
  const { url } = await upgradedServer((socket) => {
    socket.pause();
    const pings = Buffer.concat(
      Array<Buffer>(1_000).fill(serverFrame({ opcode: 9, payload: Buffer.alloc(125) })),
    );
    const more = () => {
      while (!socket.destroyed && socket.write(pings));
    };
    socket.on('drain', more);
    more();
  });
  const connection = await connect(url);
  connection.onMessage(() => undefined);
  expect((await connection.closed).error).toMatchObject({ kind: 'bad-answer' });
});
