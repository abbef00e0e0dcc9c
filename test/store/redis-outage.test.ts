import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SessionStoreDown } from '../../packages/proxy/src/sessions/session-store.js';
import { until } from '../support/until.js';
import { freePort, missingRedis } from './redis-server.js';
import { ORIGIN } from './store-cases.js';
import {
  COMMAND_TIMEOUT_MS,
  expectToWork,
  failure,
  open,
  RECONNECT_LIMIT_MS,
  SLACK_MS,
  start,
} from './workbench.js';

describe('a Redis that goes away', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }

  it('is told of within the bound, and used again when it comes back', async () => {
    const server = await start();
    const { port } = server;
    const connections: boolean[] = [];
    const store = await open(`redis://127.0.0.1:${port}`, {
      onConnection: (ready) => connections.push(ready),
    });
    await expectToWork(store, 'a');
    const inFlight = Array.from({ length: 50 }, (_, index) => failure(store.find(`x${index}`)));
    await server.stop();
    await until(() => !store.ready, 5_000);
    for (const { error, elapsedMs } of await Promise.all(inFlight)) {
      if (error !== undefined) expect(error).toBeInstanceOf(SessionStoreDown);
      expect(elapsedMs).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    }
    for (const call of [
      () => store.create('b', ORIGIN),
      () => store.find('b'),
      () => store.drop('b', 'lost'),
    ]) {
      const { error, elapsedMs } = await failure(call());
      expect(error).toBeInstanceOf(SessionStoreDown);
      expect(elapsedMs).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    }
    await sleep(1_000);
    expect(store.ready).toBe(false);
    await start({ port });
    await until(() => store.ready, RECONNECT_LIMIT_MS);
    await expectToWork(store, 'a');
    expect(connections).toEqual([true, false, true]);
  });

  it('may be away at the start', async () => {
    const port = await freePort();
    const reasons: string[] = [];
    const started = performance.now();
    const store = await open(`redis://127.0.0.1:${port}`, {
      onConnection: (_, reason) => reasons.push(reason),
    });
    expect(performance.now() - started).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    expect(store.ready).toBe(false);
    expect(reasons[0]).toMatch(/ECONNREFUSED/);
    await start({ port });
    await until(() => store.ready, RECONNECT_LIMIT_MS);
    await expectToWork(store, 'a');
  });

  it('holds nobody up where it only falls silent', async () => {
    const server = await start();
    const store = await open(`redis://127.0.0.1:${server.port}`);
    await expectToWork(store, 'a');
    process.kill(server.pid, 'SIGSTOP');
    try {
      const { error, elapsedMs } = await failure(store.find('a'));
      expect(error).toBeInstanceOf(SessionStoreDown);
      expect(elapsedMs).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
      await until(() => !store.ready, 5_000);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    await until(() => store.ready, RECONNECT_LIMIT_MS);
    await expectToWork(store, 'b');
  });

  it('holds up no close either', async () => {
    const server = await start();
    const store = await open(`redis://127.0.0.1:${server.port}`);
    process.kill(server.pid, 'SIGSTOP');
    try {
      const started = performance.now();
      await store.close();
      expect(performance.now() - started).toBeLessThan(COMMAND_TIMEOUT_MS + SLACK_MS);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
  });
});
