import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Deadlines } from '../../src/connections/deadlines.js';
import type { UpstreamConnection } from '../../src/connections/upstream-connection.js';
import { upstreamOrigin } from '../../src/connections/upstream-origin.js';
import { type ConnectFailure, UpstreamPool, type Wanted } from '../../src/connections/upstream-pool.js';
import { until } from './loopback-pair.js';

let server: Server;
let accepted: Socket[];
let deadlines: Deadlines;
let pool: UpstreamPool;
let address: string;

beforeEach(async () => {
  accepted = [];
  server = createServer((socket) => {
    accepted.push(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  deadlines = new Deadlines();
  pool = new UpstreamPool(upstreamOrigin(new URL(`http://${address}`)), {
    connectTimeoutMs: 5_000,
    deadlines,
  });
});

afterEach(async () => {
  pool.close();
  deadlines.close();
  for (const socket of accepted) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function acquire(wanted: Wanted = {}): Promise<UpstreamConnection | ConnectFailure> {
  return new Promise((resolve) => pool.acquire(wanted, { onConnection: resolve, onConnectFailure: resolve }));
}

const connected = async (wanted?: Wanted) => (await acquire(wanted)) as UpstreamConnection;

describe('an UpstreamPool', () => {
  it('hands out what was used last, at once', async () => {
    const [first, second] = [await connected(), await connected()];
    expect(first.address).toBe(address);
    pool.release(first);
    pool.release(second);
    let taken: UpstreamConnection | undefined;
    pool.acquire({}, { onConnection: (each) => (taken = each), onConnectFailure: () => undefined });
    expect(taken).toBe(second);
    expect(await connected()).toBe(first);
    expect(pool.open).toBe(2);
  });

  it('makes a new one where none is idle, or a fresh one is wanted', async () => {
    const first = await connected();
    pool.release(first);
    expect(await connected({ fresh: true })).not.toBe(first);
    expect(await connected()).toBe(first);
    expect(await connected()).not.toBe(first);
    expect(pool.open).toBe(3);
  });

  it('hands out one that leads where it is wanted to', async () => {
    const first = await connected();
    pool.release(first);
    expect(await connected({ address })).toBe(first);
    pool.release(first);
    // Nothing listens there.
    expect(await acquire({ address: '127.0.0.1:1' })).toEqual({
      reason: 'connection refused',
      timedOut: false,
    });
    expect(await connected()).toBe(first);
  });

  it('forgets an idle one that the upstream closes, or on which it speaks unasked', async () => {
    for (const end of [
      (socket: Socket) => socket.end(),
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
    ]) {
      const first = await connected();
      pool.release(first);
      await until('the other side', () => accepted.length > 0);
      end(accepted.pop()!);
      await until('it to be forgotten', () => pool.open === 0);
      const next = await connected();
      expect(next).not.toBe(first);
      next.destroy();
      await until('it to be forgotten', () => pool.open === 0);
    }
  });

  it('could lead to IP addresses at the port of its upstream alone', () => {
    const { port } = server.address() as AddressInfo;
    expect(pool.couldBe(`10.0.0.1:${port}`)).toBe(true);
    expect(pool.couldBe(`10.0.0.1:${port + 1}`)).toBe(false);
    expect(pool.couldBe(`example.com:${port}`)).toBe(false);
    expect(pool.couldBe('nonsense')).toBe(false);
  });

  it('ends everything when it is closed', async () => {
    pool.release(await connected());
    await connected();
    pool.close();
    await until('the end', () => pool.open === 0);
  });
});
