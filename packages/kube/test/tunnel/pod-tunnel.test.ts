import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { openPodTunnel, type PodTunnel, type PodTunnelOptions } from '../../src/tunnel/pod-tunnel.js';
import { type ForwardPeerOptions, serveForwards } from './forward-peer.js';
import { tcpUpgradePath } from './tcp-upgrade-path.js';

type OnPair = Parameters<typeof serveForwards>[0];

const REFUSED =
  'error forwarding port 6060 to pod x, uid : dial tcp4 127.0.0.1:6060: connect: connection refused';
const FIN = 1;

async function tunnelTo(
  onPair: OnPair,
  options: ForwardPeerOptions & Partial<PodTunnelOptions> = {},
): Promise<{ tunnel: PodTunnel; peer: Awaited<ReturnType<typeof serveForwards>>['peers'][number] }> {
  const { url, peers } = await serveForwards(onPair, options);
  const tunnel = await openPodTunnel({
    upgrade: tcpUpgradePath(url),
    namespace: 'tools',
    pod: 'web',
    transport: 'spdy',
    ...options,
  });
  onTestFinished(() => tunnel.close());
  return { tunnel, peer: peers[0]! };
}

/** What reading a connection to the port ends with. */
async function ending(tunnel: PodTunnel): Promise<unknown> {
  try {
    return await text(await tunnel.connect(6060));
  } catch (error) {
    return error;
  }
}

it.each<[string, boolean, OnPair]>([
  [
    'says so before the reset',
    true,
    (peer, { error, data }) => {
      peer.data(error, Buffer.from(REFUSED), FIN);
      peer.reset(data);
    },
  ],
  [
    'resets before it says so',
    true,
    (peer, { error, data }) => {
      peer.reset(data);
      setTimeout(() => peer.data(error, Buffer.from(REFUSED), FIN), 100);
    },
  ],
  [
    'ends the data before it says so',
    false,
    (peer, { error, data }) => {
      peer.data(data, Buffer.alloc(0), FIN);
      setTimeout(() => peer.data(error, Buffer.from(REFUSED), FIN), 100);
    },
  ],
  [
    'says so and leaves the data open',
    false,
    (peer, { error }) => void peer.data(error, Buffer.from(REFUSED), FIN),
  ],
  [
    'says so and does not end it',
    true,
    (peer, { error, data }) => {
      peer.data(error, Buffer.from(REFUSED));
      peer.reset(data);
    },
  ],
])('tells that nobody listens when the node %s (another connection: %s)', async (_what, isAlive, onPair) => {
  const { tunnel } = await tunnelTo(onPair);
  expect(await ending(tunnel)).toMatchObject({
    kind: 'refused',
    message: `nothing listens on port 6060 of pod tools/web: ${REFUSED}`,
  });
  // What was sent to nobody, and not reset, may block others at the far side.
  expect(tunnel.isAlive).toBe(isAlive);
});

it('waits a bounded time for a reason that never comes', async () => {
  const { tunnel } = await tunnelTo((peer, { data }) => peer.reset(data));
  expect(await ending(tunnel)).toMatchObject({
    kind: 'tunnel-ended',
    message: 'the connection was reset in the pod',
  });
  const { tunnel: other } = await tunnelTo((peer, { data }) => void peer.data(data, Buffer.alloc(0), FIN));
  expect(await ending(other)).toBe('');
});

it('lets what came before an error be read', async () => {
  const { tunnel } = await tunnelTo((peer, { error, data }) => {
    peer.data(data, Buffer.from('half'));
    peer.data(error, Buffer.from('error forwarding port 6060: connection reset by peer'), FIN);
    peer.reset(data);
  });
  const connection = await tunnel.connect(6060);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const read: string[] = [];
  const closed = new Promise((resolve) => connection.once('close', resolve));
  connection.on('data', (bytes: Buffer) => read.push(bytes.toString()));
  await closed;
  expect(read).toEqual(['half']);
  expect(connection.errored).toMatchObject({ kind: 'tunnel-ended' });
});

it('does not mind an error that comes after the whole', async () => {
  const { tunnel } = await tunnelTo((peer, { error, data }) => {
    peer.data(data, Buffer.from('whole'), FIN);
    peer.data(error, Buffer.from('broken pipe'), FIN);
  });
  expect(await ending(tunnel)).toBe('whole');
});

it.each([
  ['container not running (abc)', 'not-running'],
  ['pod not found ("web_tools")', 'not-found'],
  ['socat is gone', 'tunnel-ended'],
])('tells %j as %s', async (said, kind) => {
  const { tunnel } = await tunnelTo((peer, { error }) => void peer.data(error, Buffer.from(said), FIN));
  expect(await ending(tunnel)).toMatchObject({
    kind,
    message: `no way to port 6060 of pod tools/web: ${said}`,
  });
});

it('shows 500 characters of an endless reason, and reads all of it', async () => {
  const { tunnel } = await tunnelTo((peer, { error, data }) => {
    for (let count = 0; count < 200; count++) peer.data(error, Buffer.alloc(10_000, 'x'));
    peer.data(error, Buffer.alloc(0), FIN);
    peer.reset(data);
  });
  const { message } = (await ending(tunnel)) as Error;
  expect(message).toBe(`no way to port 6060 of pod tools/web: ${'x'.repeat(500)}`);
});

it('resets both streams of a connection that is given up', async () => {
  const { tunnel, peer } = await tunnelTo(() => undefined);
  const connection = await tunnel.connect(6060);
  connection.destroy();
  const resets = () => peer.heard.filter(({ kind }) => kind === 3).map(({ id }) => id);
  await expect.poll(resets, { timeout: 5_000 }).toEqual([3, 1]);
  expect(tunnel.isAlive).toBe(true);
});

it('gives up a connection that is awaited no longer', async () => {
  const { tunnel, peer } = await tunnelTo(() => undefined, { accepts: () => false });
  const abort = new AbortController();
  const reason = new Error('enough');
  const connection = tunnel.connect(6060, { signal: abort.signal });
  abort.abort(reason);
  await expect(connection).rejects.toBe(reason);
  await expect.poll(() => peer.heard.some(({ kind, id }) => kind === 3 && id === 3)).toBe(true);
  expect(tunnel.isAlive).toBe(true);
});

it('pings, and ends when nothing is heard any more', async () => {
  const beat = { everyMs: 20, silentMs: 200 };
  const { tunnel, peer } = await tunnelTo(() => undefined, { keepAlive: beat });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(tunnel.isAlive).toBe(true);
  expect(peer.heard.filter(({ kind }) => kind === 6).length).toBeGreaterThan(5);
  peer.onFrame = () => undefined;
  expect((await tunnel.closed).error).toMatchObject({
    kind: 'tunnel-ended',
    message: 'nothing came through the tunnel for 200 ms',
  });
});

it('does not end for the silence that a slow reader makes', async () => {
  const { tunnel } = await tunnelTo((peer, { data }) => void peer.data(data, Buffer.alloc(4_000_000), FIN), {
    keepAlive: { everyMs: 20, silentMs: 100 },
  });
  const connection = await tunnel.connect(6060);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await text(connection)).length).toBe(4_000_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(tunnel.isAlive).toBe(true);
});

it('does not wait for ever for a server that does not answer, nor once it is aborted', async () => {
  const upgrade = { request: () => new Promise<never>(() => undefined) };
  const options = { upgrade, namespace: 'tools', pod: 'web', transport: 'auto' } as const;
  await expect(openPodTunnel({ ...options, timeoutMs: 50 })).rejects.toMatchObject({
    kind: 'timeout',
    message: 'no tunnel into pod tools/web within 50 ms',
  });
  const abort = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => abort.abort(reason), 20);
  await expect(openPodTunnel({ ...options, signal: abort.signal })).rejects.toBe(reason);
});
