import { afterEach, expect } from 'vitest';
import {
  openSessionStore,
  type SessionStoreOptions,
} from '../../packages/proxy/src/sessions/redis/open-session-store.js';
import type { RedisSessionStore } from '../../packages/proxy/src/sessions/redis/redis-session-store.js';
import { type RedisServer, type RedisServerOptions, startRedis } from './redis-server.js';
import { ORIGIN } from './store-cases.js';

export const COMMAND_TIMEOUT_MS = 500;
/** What a bound may be exceeded by on a busy machine. */
export const SLACK_MS = 500;
/** The longest back-off, twice, and some. */
export const RECONNECT_LIMIT_MS = 15_000;

const opened: RedisSessionStore[] = [];
const servers: RedisServer[] = [];

/** A store that is closed after the test. */
export async function open(url: string, options: SessionStoreOptions = {}): Promise<RedisSessionStore> {
  const store = await openSessionStore(url, { commandTimeoutMs: COMMAND_TIMEOUT_MS, ...options });
  opened.push(store);
  return store;
}

/** A server that is stopped after the test. */
export async function start(options: RedisServerOptions = {}): Promise<RedisServer> {
  const server = await startRedis(options);
  servers.push(server);
  return server;
}

/** What a call was rejected with, if it was, and how long that took. */
export async function failure(call: Promise<unknown>): Promise<{ error: unknown; elapsedMs: number }> {
  const started = performance.now();
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, elapsedMs: performance.now() - started };
}

/** Takes a session of that id, which the store has never had, through its life. */
export async function expectToWork(store: RedisSessionStore, id: string): Promise<void> {
  expect(store.ready).toBe(true);
  expect(await store.create(id, ORIGIN)).toBe(true);
  const session = (await store.find(id))!;
  expect(session.origin).toEqual(ORIGIN);
  const replacement = { upstreamId: 'other', address: '127.0.0.1:2' };
  expect((await store.replace(session, replacement))!.replacement).toEqual(replacement);
  expect(await store.drop(id, 'deleted')).toBe(true);
  expect(await store.create(id, ORIGIN)).toBe(false);
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
