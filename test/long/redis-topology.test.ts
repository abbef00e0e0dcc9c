import { Redis } from 'iovalkey';
import { describe, expect, it } from 'vitest';
import { SessionStoreDown } from '../../packages/proxy/src/sessions/session-store.js';
import { until } from '../support/until.js';
import { freePort, missingRedis, type RedisServer } from '../store/redis-server.js';
import { ORIGIN } from '../store/store-cases.js';
import {
  COMMAND_TIMEOUT_MS,
  expectToWork,
  failure,
  open,
  RECONNECT_LIMIT_MS,
  SLACK_MS,
  start,
} from '../store/workbench.js';

const FAILOVER_LIMIT_MS = 30_000;

describe('a Redis behind a sentinel', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }

  it('is found, and followed when a replica takes its place', async () => {
    const first = await start();
    const second = await start({ args: ['--replicaof', '127.0.0.1', String(first.port)] });
    const sentinel = await start({
      sentinelConfiguration: [
        `sentinel monitor sessions 127.0.0.1 ${first.port} 1`,
        'sentinel down-after-milliseconds sessions 1000',
        'sentinel failover-timeout sessions 5000',
        '',
      ].join('\n'),
    });
    const nobody = await freePort();
    const store = await open(`redis+sentinel://127.0.0.1:${nobody},127.0.0.1:${sentinel.port}/sessions`);
    await until(() => store.ready, RECONNECT_LIMIT_MS);
    await expectToWork(store, 'a');
    await store.create('kept', ORIGIN);
    await expectReplica(second, 'heaptide:kept');
    await untilSentinelKnows(sentinel, second);
    await first.stop();
    await until(() => !store.ready, RECONNECT_LIMIT_MS);
    const { error, elapsedMs } = await failure(store.find('kept'));
    expect(error).toBeInstanceOf(SessionStoreDown);
    expect(elapsedMs).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    await until(() => store.ready, FAILOVER_LIMIT_MS);
    expect((await store.find('kept'))!.origin).toEqual(ORIGIN);
    await expectToWork(store, 'b');
  });

  it('that the sentinel does not know is out of reach', async () => {
    const sentinel = await start({ sentinelConfiguration: '' });
    const store = await open(`redis+sentinel://127.0.0.1:${sentinel.port}/unknown`);
    expect(store.ready).toBe(false);
    expect((await failure(store.find('a'))).error).toBeInstanceOf(SessionStoreDown);
  });
});

describe('a Redis cluster', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }

  it('is used on whichever node a session belongs to, and again after a node was away', async () => {
    const ports = [await freePort(), await freePort()];
    const nodes = await Promise.all(ports.map((port) => startNode(port)));
    await join(ports);
    const store = await open(`redis+cluster://127.0.0.1:${ports[0]},127.0.0.1:${ports[1]}`);
    await until(() => store.ready, RECONNECT_LIMIT_MS);
    for (let index = 0; index < 20; index += 1) await expectToWork(store, `s${index}`);
    expect(Math.min(...(await Promise.all(ports.map(countKeys))))).toBeGreaterThan(0);
    await Promise.all(nodes.map((node) => node.stop()));
    const { error, elapsedMs } = await failure(store.find('s0'));
    expect(error).toBeInstanceOf(SessionStoreDown);
    expect(elapsedMs).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    await until(() => !store.ready, RECONNECT_LIMIT_MS);
    await Promise.all(ports.map((port) => startNode(port)));
    await join(ports);
    await until(() => store.ready, FAILOVER_LIMIT_MS);
    await expectToWork(store, 'again');
  });
});

function startNode(port: number): Promise<RedisServer> {
  return start({ port, args: ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'] });
}

/** Makes one cluster of nodes that know nothing of each other, each with an equal part of the slots. */
async function join(ports: readonly number[]): Promise<void> {
  const clients = ports.map((port) => new Redis(port, '127.0.0.1'));
  try {
    const share = 16_384 / clients.length;
    for (const [index, client] of clients.entries()) {
      await client.cluster('ADDSLOTSRANGE', index * share, (index + 1) * share - 1);
      await client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
    }
    for (const port of ports.slice(1)) await clients[0]!.call('CLUSTER', 'MEET', '127.0.0.1', String(port));
    await untilAll(clients, async (client) => {
      const info = await client.cluster('INFO');
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${ports.length}`);
    });
  } finally {
    for (const client of clients) client.disconnect();
  }
}

async function countKeys(port: number): Promise<number> {
  const client = new Redis(port, '127.0.0.1');
  try {
    return await client.dbsize();
  } finally {
    client.disconnect();
  }
}

async function expectReplica({ port }: RedisServer, key: string): Promise<void> {
  const client = new Redis(port, '127.0.0.1');
  try {
    await untilAll([client], async () => (await client.exists(key)) === 1);
  } finally {
    client.disconnect();
  }
}

async function untilSentinelKnows({ port }: RedisServer, replica: RedisServer): Promise<void> {
  const client = new Redis(port, '127.0.0.1');
  try {
    await untilAll([client], async () =>
      JSON.stringify(await client.call('SENTINEL', 'REPLICAS', 'sessions')).includes(String(replica.port)),
    );
  } finally {
    client.disconnect();
  }
}

async function untilAll(
  clients: readonly Redis[],
  holds: (client: Redis) => Promise<boolean>,
): Promise<void> {
  for (const deadline = Date.now() + FAILOVER_LIMIT_MS; ;) {
    if ((await Promise.all(clients.map(holds))).every(Boolean)) return;
    if (Date.now() > deadline) throw new Error(`it did not come true within ${FAILOVER_LIMIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
