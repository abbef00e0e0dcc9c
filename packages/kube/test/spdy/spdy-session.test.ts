import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, it } from 'vitest';
import { KubeError } from '../../src/kube-error.js';
import { SpdySession } from '../../src/spdy/spdy-session.js';
import type { SpdyStream } from '../../src/spdy/spdy-stream.js';
import { pairWithPeer, type PeerFrame, type SpdyPeer, uint32 } from './spdy-peer.js';

const MEBIBYTE = 1024 * 1024;

let peer: SpdyPeer;
let session: SpdySession;

beforeEach(async () => {
  const pair = await pairWithPeer();
  peer = pair.peer;
  session = new SpdySession(pair.socket);
});

/** The next frame that the peer hears and that `holds`. */
function heard(holds: (frame: PeerFrame) => boolean): Promise<PeerFrame> {
  const before = peer.heard.find(holds);
  if (before !== undefined) return Promise.resolve(before);
  const { onFrame } = peer;
  return new Promise((resolve) => {
    peer.onFrame = (frame) => {
      onFrame(frame);
      if (holds(frame)) resolve(frame);
    };
  });
}

/** Resolves once it is over, for good or ill. */
function closed(stream: SpdyStream): Promise<void> {
  return new Promise((resolve) => stream.once('close', resolve));
}

const isReset = (id: number) => (frame: PeerFrame) => frame.kind === 3 && frame.id === id;
const isFin = (id: number) => (frame: PeerFrame) =>
  frame.kind === 'data' && frame.id === id && frame.flags === 1;

it('opens streams with odd numbers, whose headers the peer reads and whose answers come', async () => {
  peer.onFrame = (frame) => {
    if (frame.kind === 1) void peer.reply(frame.id, { 'x-answer': `to ${frame.id}` });
  };
  const streams = [session.open({ streamtype: 'error', port: '6060' }), session.open({ streamtype: 'data' })];
  expect(await Promise.all(streams.map(({ reply }) => reply))).toEqual([
    { 'x-answer': 'to 1' },
    { 'x-answer': 'to 3' },
  ]);
  const [first, second] = peer.heard;
  expect(await peer.headers(first!)).toEqual({ streamtype: 'error', port: '6060' });
  expect(await peer.headers(second!)).toEqual({ streamtype: 'data' });
  expect(session.streams).toBe(2);
});

it('carries bytes both ways, each way ended by itself', async () => {
  const stream = session.open({});
  const bytes = Buffer.alloc(3 * MEBIBYTE, 'abc');
  const sent: Buffer[] = [];
  peer.onFrame = (frame) => {
    if (frame.kind === 'data') sent.push(frame.body);
    if (isFin(1)(frame)) peer.data(1, Buffer.from('answer'), 1);
  };
  stream.end(bytes);
  expect((await buffer(stream)).toString()).toBe('answer');
  expect(Buffer.concat(sent).equals(bytes)).toBe(true);
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(32 * 1024);
  expect(peer.heard.filter(({ kind }) => kind === 3)).toEqual([]);
  expect(session.streams).toBe(0);
  expect(session.isAlive).toBe(true);
});

it('lets a writer wait for a peer that does not read', async () => {
  const stream = session.open({});
  peer.socket.pause();
  let written = 0;
  const write = () => {
    while (written++ < 64 && stream.write(Buffer.alloc(MEBIBYTE)));
  };
  stream.on('drain', write);
  write();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(written).toBeLessThan(32);
  peer.socket.resume();
  while (written < 64) await once(stream, 'drain');
});

it('lets the peer wait for a slow reader, and loses nothing of other streams meanwhile', async () => {
  const slow = session.open({});
  const other = session.open({});
  const third = session.open({});
  await heard(({ kind, id }) => kind === 1 && id === 5);
  let sent = 0;
  const send = () => {
    while (sent < 64 && peer.data(1, Buffer.alloc(MEBIBYTE, sent++)));
  };
  peer.socket.on('drain', send);
  send();
  // In the midst of them, and read by nobody yet.
  peer.data(3, Buffer.from('small'), 1);
  peer.reset(5);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(session.isStalled).toBe(true);
  expect(sent).toBeLessThan(32);
  expect(slow.readableLength).toBeLessThan(MEBIBYTE);
  const ended = closed(third);
  const small = buffer(other);
  // Others that are ready for more do not open the way.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(slow.readableLength).toBeLessThan(MEBIBYTE);
  let read = 0;
  slow.on('data', ({ length }: Buffer) => (read += length));
  expect((await small).toString()).toBe('small');
  await ended;
  while (read < 64 * MEBIBYTE) await once(slow, 'data');
  expect(session.isStalled).toBe(false);
});

it('waits for every slow reader, not only for one of them', async () => {
  const slow = session.open({});
  const faster = session.open({});
  await heard(({ kind, id }) => kind === 1 && id === 3);
  for (let count = 0; count < 400; count++) peer.data(1 + 2 * (count % 2), Buffer.alloc(32 * 1024));
  await expect.poll(() => slow.readableLength > 0 && faster.readableLength > 0).toBe(true);
  faster.resume();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(session.isStalled).toBe(true);
  expect(slow.readableLength).toBeLessThan(MEBIBYTE);
});

it('goes on when the slow reader leaves', async () => {
  const slow = session.open({});
  const other = session.open({});
  await heard(({ kind, id }) => kind === 1 && id === 3);
  peer.data(1, Buffer.alloc(4 * MEBIBYTE));
  peer.data(3, Buffer.from('next'), 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(session.isStalled).toBe(true);
  slow.destroy();
  expect((await buffer(other)).toString()).toBe('next');
  await heard(isReset(1));
  // What was on its way.
  peer.data(1, Buffer.from('late'));
  await pinged();
});

/** Resolves when the peer has answered a ping, so that everything before has come. */
async function pinged(): Promise<void> {
  const { onFrame } = peer;
  peer.onFrame = (frame) => {
    onFrame(frame);
    if (frame.kind === 6 && frame.id % 2 === 1) peer.ping(frame.id);
  };
  await session.ping();
  peer.onFrame = onFrame;
}

it('answers pings of the peer', async () => {
  peer.ping(2);
  peer.ping(4);
  await heard(({ kind, id }) => kind === 6 && id === 4);
  expect(peer.heard.map(({ kind, id }) => [kind, id])).toEqual([
    [6, 2],
    [6, 4],
  ]);
});

it('tells a reset after what came before it was read', async () => {
  const stream = session.open({});
  peer.data(1, Buffer.from('half'));
  peer.reset(1);
  await pinged();
  const read: string[] = [];
  const failed = closed(stream);
  stream.on('data', (bytes: Buffer) => read.push(bytes.toString()));
  await failed;
  expect(read).toEqual(['half']);
  expect(stream.errored).toMatchObject({ name: 'KubeError', kind: 'tunnel-ended' });
  expect(session.streams).toBe(0);
  await pinged();
});

it('asks what an end without a byte means, and what a reset means, before it passes them on', async () => {
  const why = new KubeError('refused', 'nobody there');
  const reasons = [why, why, undefined];
  const endings: string[] = [];
  const streams = reasons.map((reason) =>
    session.open(
      {},
      {
        explain: (ending) => {
          endings.push(ending);
          return Promise.resolve(reason);
        },
      },
    ),
  );
  peer.data(1, Buffer.alloc(0), 1);
  peer.reset(3);
  peer.data(5, Buffer.alloc(0), 1);
  await expect(buffer(streams[0]!)).rejects.toBe(why);
  await expect(buffer(streams[1]!)).rejects.toBe(why);
  expect((await buffer(streams[2]!)).length).toBe(0);
  expect(endings).toEqual(['end', 'reset', 'end']);
});

it('gives up a stream that the peer does not accept, but not while the peer cannot be heard', async () => {
  const slow = session.open({});
  await heard(({ id }) => id === 1);
  await peer.reply(1);
  await slow.reply;
  peer.data(1, Buffer.alloc(4 * MEBIBYTE));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const waiting = session.open({}, { replyMs: 200 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(waiting.destroyed).toBe(false);
  slow.resume();
  await expect(waiting.reply).rejects.toMatchObject({ kind: 'timeout' });
  await heard(isReset(3));
  // What is under way goes on, but nothing new is risked.
  expect(session.isAlive).toBe(false);
  peer.data(1, Buffer.from('end'), 1);
  slow.end();
  expect(await session.closed).toEqual({});
});

it('opens nothing after a GOAWAY, ends what was not accepted, and itself with the last stream', async () => {
  const accepted = session.open({});
  const late = session.open({});
  peer.goAway(1);
  await expect(late.reply).rejects.toMatchObject({ kind: 'tunnel-ended' });
  expect(session.isAlive).toBe(false);
  expect(() => session.open({})).toThrow(KubeError);
  peer.data(1, Buffer.from('whole'), 1);
  accepted.end();
  expect((await buffer(accepted)).toString()).toBe('whole');
  expect(await session.closed).toEqual({});
});

it('closes: streams end, the peer is told, and no timer keeps it', async () => {
  const stream = session.open({});
  session.close();
  expect(stream.errored).toMatchObject({ kind: 'tunnel-ended' });
  await heard(({ kind }) => kind === 7);
  peer.socket.end();
  expect(await session.closed).toEqual({});
});

it('closes within its bound when the peer does not mind', async () => {
  peer.socket.pause();
  const start = performance.now();
  session.close();
  expect(await session.closed).toEqual({});
  expect(performance.now() - start).toBeLessThan(5_000);
});

it('ends every stream and every ping when the connection dies, but lets whole answers be read', async () => {
  const whole = session.open({});
  const half = session.open({});
  await heard(({ id }) => id === 3);
  peer.data(1, Buffer.from('whole'), 1);
  peer.data(3, Buffer.from('half'));
  await pinged();
  const ping = session.ping();
  peer.socket.destroy();
  await expect(ping).rejects.toMatchObject({ kind: 'tunnel-ended' });
  expect((await session.closed).error).toMatchObject({ kind: 'tunnel-ended' });
  expect((await buffer(whole)).toString()).toBe('whole');
  await expect(buffer(half)).rejects.toMatchObject({ kind: 'tunnel-ended' });
  await expect(session.ping()).rejects.toMatchObject({ kind: 'tunnel-ended' });
});

it('refuses streams that the peer opens, and ignores what it need not know', async () => {
  const stream = session.open({});
  peer.control(4, Buffer.concat([uint32(0)]));
  peer.control(9, Buffer.concat([uint32(1), uint32(65_536)]));
  peer.control(8, Buffer.concat([uint32(1), await peer.pack(uint32(0))]));
  peer.control(77, Buffer.from('whatever'));
  peer.control(1, Buffer.concat([uint32(2), uint32(0), Buffer.alloc(2), await peer.pack(uint32(0))]));
  expect((await heard(isReset(2))).body.readUInt32BE(4)).toBe(3);
  // The context went on through all of it.
  await peer.reply(1, { still: 'read' });
  expect(await stream.reply).toEqual({ still: 'read' });
});

const control = (kind: number, body: Buffer) => () => peer.control(kind, body);
it.each<[string, () => void | Promise<void>]>([
  ['data of a stream that nobody opened', () => void peer.data(99, Buffer.from('x'))],
  ['data of a stream of its own', () => void peer.data(2, Buffer.from('x'))],
  ['the end of a stream that nobody opened', () => void peer.data(99, Buffer.alloc(0), 1)],
  ['a reply to nothing', () => peer.reply(99)],
  ['a reset of nothing', () => peer.reset(99)],
  ['a reset without a reason', control(3, uint32(1))],
  ['an empty reply', control(2, Buffer.alloc(0))],
  ['an empty ping', control(6, Buffer.alloc(2))],
  ['an empty GOAWAY', control(7, Buffer.alloc(0))],
  ['short headers', control(8, Buffer.alloc(3))],
  ['a short opening', control(1, Buffer.alloc(9))],
  ['headers that are not compressed', control(2, Buffer.concat([uint32(1), Buffer.alloc(50, 0xff)]))],
  [
    'headers of 40 MB',
    async () => peer.control(2, Buffer.concat([uint32(1), await peer.pack(Buffer.alloc(4e7))])),
  ],
  ['a control frame of 1 MiB', control(4, Buffer.alloc(MEBIBYTE))],
  ['another version', () => void peer.socket.write(Buffer.from([0x80, 2, 0, 6, 0, 0, 0, 4, 0, 0, 0, 2]))],
  ['HTTP', () => void peer.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
])('ends the session at %s', async (_what, misbehave) => {
  const stream = session.open({});
  await misbehave();
  expect((await session.closed).error).toMatchObject({ kind: 'bad-answer' });
  expect(stream.destroyed).toBe(true);
  expect(session.isAlive).toBe(false);
});

it('ends the session of a peer that asks for answers and does not read them', async () => {
  peer.socket.pause();
  const pings = Buffer.concat(
    Array<Buffer>(5_000).fill(Buffer.from([0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 2])),
  );
  const more = () => {
    while (!peer.socket.destroyed && peer.socket.write(pings));
  };
  peer.socket.on('drain', more);
  more();
  expect((await session.closed).error).toMatchObject({ kind: 'bad-answer' });
});

it('has a bound on its streams', () => {
  for (let count = 0; count < 1_000; count++) session.open({});
  expect(() => session.open({})).toThrow('more than 1000 streams');
});
