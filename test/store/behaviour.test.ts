import { afterAll, beforeAll, describe, it } from 'vitest';
import { openSessionStore } from '../../packages/proxy/src/sessions/redis/open-session-store.js';
import { SessionTable } from '../../packages/proxy/src/sessions/session-table.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';
import { HANDSHAKE_MS, IDLE_MS, recordEvents, STORE_CASES } from './store-cases.js';

const TIMEOUTS = { idleTimeoutMs: IDLE_MS, handshakeTimeoutMs: HANDSHAKE_MS };

describe.concurrent('S10: the table', () => {
  it.each(STORE_CASES)('%s', async (_, run) => {
    const events = recordEvents();
    const store = new SessionTable({ ...TIMEOUTS, events });
    try {
      await run({ store, events });
    } finally {
      store.close();
    }
  });
});

describe.concurrent('S10: a Redis', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  it.each(STORE_CASES.map(([name, run], index) => [name, run, index] as const))(
    '%s',
    async (_, run, index) => {
      const events = recordEvents();
      const url = `redis://127.0.0.1:${server.port}`;
      const store = await openSessionStore(url, { ...TIMEOUTS, events, keyPrefix: `case-${index}:` });
      try {
        await run({ store, events });
      } finally {
        await store.close();
      }
    },
  );
});
