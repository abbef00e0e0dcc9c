import { buffer } from 'node:stream/consumers';
import type { Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { connectWebSocket } from '../../src/websocket/connect-websocket.js';
import { WebSocketByteStream } from '../../src/websocket/websocket-byte-stream.js';
import { serverFrame } from './server-frame.js';
import { upgradedServer } from './upgraded-server.js';

const binary = (text: string) => serverFrame({ opcode: 2, payload: Buffer.from(text) });
const close = (code: number) => serverFrame({ opcode: 8, payload: Buffer.from([code >> 8, code & 0xff]) });

async function streamTo(serve: (socket: Socket) => void): Promise<WebSocketByteStream> {
  const { url } = await upgradedServer(serve);
  const stream = new WebSocketByteStream(await connectWebSocket({ url, maxMessage: 1_000 }));
  onTestFinished(() => void stream.destroy());
  return stream;
}

it('joins messages to bytes, and takes a normal close for the end', async () => {
  const stream = await streamTo((socket) =>
    socket.write(Buffer.concat([binary('one '), binary(''), binary('stream'), close(1000)])),
  );
  expect((await buffer(stream)).toString()).toBe('one stream');
});

it.each([
  ['text', serverFrame({ opcode: 1, payload: Buffer.from('no bytes') }), 'bad-answer'],
  ['another close', close(1011), 'tunnel-ended'],
  ['a message above the bound', binary('x'.repeat(1_001)), 'bad-answer'],
])('fails at %s', async (_what, frame, kind) => {
  const stream = await streamTo((socket) => socket.write(Buffer.concat([binary('before'), frame])));
  await expect(buffer(stream)).rejects.toMatchObject({ name: 'KubeError', kind });
});

it('fails when the connection breaks', async () => {
  const stream = await streamTo((socket) => socket.end(binary('half')));
  await expect(buffer(stream)).rejects.toMatchObject({ kind: 'tunnel-ended' });
});

it('keeps a peer waiting while nobody reads', async () => {
  let written = 0;
  const message = serverFrame({ opcode: 2, payload: Buffer.alloc(1_000) });
  const stream = await streamTo((socket) => {
    const batch = Buffer.concat(Array<Buffer>(1_000).fill(message));
    const more = () => {
      while (written < 64e6 && socket.write(batch)) written += 1e6;
    };
    socket.on('drain', more);
    more();
  });
  await new Promise((resolve) => stream.once('readable', resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(written).toBeLessThan(32e6);
  expect(stream.readableLength).toBeLessThan(1e6);
});
