import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FakeApiServer } from '../../../../test/support/fake-kube/fake-api-server.js';
import { podObject } from '../../../../test/support/fake-kube/objects/pod-object.js';
import { PodDialer } from '../../src/tunnel/pod-dialer.js';
import type { PodTunnelOptions } from '../../src/tunnel/pod-tunnel.js';
import { serveForwards } from './forward-peer.js';
import { bytesOf, request } from './http-through.js';
import { servePod } from './pod-server.js';
import { tcpUpgradePath } from './tcp-upgrade-path.js';

const DEBUG = 6060;
const NOBODY = 6061;

let cluster: FakeApiServer;

beforeEach(async () => {
  cluster = await FakeApiServer.start();
  onTestFinished(() => cluster.close());
  cluster.put('pods', podObject({ name: 'web' }), { ports: { [DEBUG]: { port: await servePod() } } });
});

function dial(transport: PodTunnelOptions['transport'], pod = 'web'): PodDialer {
  const dialer = new PodDialer({
    upgrade: tcpUpgradePath(cluster.url),
    namespace: 'default',
    pod,
    transport,
  });
  onTestFinished(() => dialer.close());
  return dialer;
}

/** Reads until the connection gives out. */
async function failure(response: IncomingMessage): Promise<Error> {
  const error: unknown = await text(response).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

describe.each(['spdy', 'websocket'] as const)('over %s', (transport) => {
  it('carries small and large answers, and many at once, in one tunnel', async () => {
    const dialer = dial(transport);
    const agent = dialer.agent(DEBUG);
    expect(await bytesOf(agent, '/100')).toBe(100);
    expect(await bytesOf(agent, '/16777216')).toBe(16_777_216);
    const sizes = Array.from({ length: 50 }, (_, index) => 50_000 + index);
    expect(await Promise.all(sizes.map((size) => bytesOf(agent, `/${size}`)))).toEqual(sizes);
    expect(dialer.transport).toBe(transport);
    expect(cluster.usage.upgrades).toEqual({ spdy: 0, websocket: 0, [transport]: 1 });
    expect(cluster.usage.connections).toBe(52);
  });

  it('lives on after a download is given up', async () => {
    const agent = dial(transport).agent(DEBUG);
    const endless = await request(agent, '/endless');
    await new Promise((resolve) => endless.once('readable', resolve));
    endless.destroy();
    expect(await bytesOf(agent, '/2000000')).toBe(2_000_000);
    await expect.poll(() => cluster.usage.openConnections).toBe(0);
    expect(cluster.usage.upgrades[transport]).toBe(1);
  });

  it('says that nobody listens, and lives on', async () => {
    const dialer = dial(transport);
    const refused = bytesOf(dialer.agent(NOBODY), '/1');
    await expect(refused).rejects.toMatchObject({ name: 'KubeError', kind: 'refused' });
    await expect(refused).rejects.toThrow(
      /^nothing listens on port 6061 of pod default\/web: .*connection refused/,
    );
    expect(await bytesOf(dialer.agent(DEBUG), '/100')).toBe(100);
    expect(cluster.usage.upgrades[transport]).toBe(1);
  });

  it('fails what is under way when the tunnel dies, and dials anew for the next', async () => {
    const agent = dial(transport).agent(DEBUG);
    const endless = await request(agent, '/endless');
    endless.once('data', () => cluster.dropForwards());
    await failure(endless);
    expect(await bytesOf(agent, '/100')).toBe(100);
    expect(cluster.usage.upgrades[transport]).toBe(2);
  });

  it('ends all of it when it is closed, and connects no more', async () => {
    const dialer = dial(transport);
    const endless = await request(dialer.agent(DEBUG), '/endless');
    const failed = failure(endless);
    dialer.close();
    await failed;
    await expect(dialer.connect(DEBUG)).rejects.toMatchObject({ kind: 'tunnel-ended' });
    await expect.poll(() => cluster.usage.openForwards).toBe(0);
  });
});

it('dials once for connections that come together', async () => {
  cluster.faults.latencyMs = 50;
  const agent = dial('auto').agent(DEBUG);
  expect(await Promise.all(['/1', '/2', '/3'].map((path) => bytesOf(agent, path)))).toEqual([1, 2, 3]);
  expect(cluster.usage.upgrades).toEqual({ spdy: 1, websocket: 0 });
});

it.each([400, 403, 405, 501])(
  'takes the WebSocket where SPDY is refused with %i, and remembers',
  async (status) => {
    cluster.faults.refuseSpdy = status;
    const dialer = dial('auto');
    const agent = dialer.agent(DEBUG);
    expect(await bytesOf(agent, '/100')).toBe(100);
    expect(dialer.transport).toBe('websocket');
    cluster.dropForwards();
    expect(await bytesOf(agent, '/100')).toBe(100);
    expect(cluster.usage.upgrades).toEqual({ spdy: 0, websocket: 2 });
    expect(cluster.usage.refusedUpgrades.spdy).toBe(1);
  },
);

it('takes the WebSocket where SPDY breaks at once', async () => {
  cluster.faults.breakUpgraded = 'spdy';
  const dialer = dial('auto');
  expect(await bytesOf(dialer.agent(DEBUG), '/100')).toBe(100);
  expect(dialer.transport).toBe('websocket');
});

it('tells what happened first where no transport gets through', async () => {
  cluster.faults.refuseSpdy = 403;
  cluster.faults.refuseWebSockets = 400;
  await expect(dial('auto').connect(DEBUG)).rejects.toMatchObject({ status: 403 });
  expect(cluster.usage.refusedUpgrades).toEqual({ spdy: 1, websocket: 1 });
});

it('tries no other transport for a pod that is not there', async () => {
  await expect(dial('auto', 'gone').connect(DEBUG)).rejects.toMatchObject({ status: 404 });
  expect(cluster.usage.refusedUpgrades).toEqual({ spdy: 1, websocket: 0 });
});

it('tries no other than the one asked for', async () => {
  cluster.faults.refuseSpdy = 405;
  await expect(dial('spdy').connect(DEBUG)).rejects.toMatchObject({ status: 405 });
  expect(cluster.usage.refusedUpgrades).toEqual({ spdy: 1, websocket: 0 });
});

it('leaves a connection that is awaited no longer, while the tunnel comes about for others', async () => {
  cluster.faults.latencyMs = 200;
  const dialer = dial('auto');
  const abort = new AbortController();
  const reason = new Error('enough');
  const left = dialer.connect(DEBUG, { signal: abort.signal });
  const other = bytesOf(dialer.agent(DEBUG), '/100');
  abort.abort(reason);
  await expect(left).rejects.toBe(reason);
  expect(await other).toBe(100);
  expect(cluster.usage.upgrades.spdy).toBe(1);
});

it('dials anew where a tunnel takes no more connections, while those through it go on', async () => {
  let isStuck = false;
  const { url, peers } = await serveForwards(
    (peer, { data, error }) => {
      if (isStuck) return;
      isStuck = true;
      peer.data(data, Buffer.from('first '));
      setTimeout(() => {
        peer.data(data, Buffer.from('goes on'), 1);
        peer.data(error, Buffer.alloc(0), 1);
      }, 500);
    },
    { accepts: () => !isStuck || peers.length > 1 },
  );
  const upgrade = tcpUpgradePath(url);
  const dialer = new PodDialer({ upgrade, namespace: 'default', pod: 'web', transport: 'spdy' });
  onTestFinished(() => dialer.close());
  const first = text(await dialer.connect(DEBUG));
  const second = await dialer.connect(DEBUG, { replyMs: 100 });
  expect(peers).toHaveLength(2);
  second.destroy();
  expect(await first).toBe('first goes on');
});
