import { Redis } from 'iovalkey';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SessionStoreDown } from '../../packages/proxy/src/sessions/session-store.js';
import { missingRedis, type RedisServer, startRedis } from './redis-server.js';
import { ORIGIN, recordEvents } from './store-cases.js';
import { failure, open } from './workbench.js';

describe('a Redis that is shared', () => {
  if (missingRedis !== undefined) {
    it('is there', ({ skip }) => skip(missingRedis));
    return;
  }

  let server: RedisServer;
  let url: string;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    url = `redis://127.0.0.1:${server.port}`;
    client = new Redis(server.port, '127.0.0.1');
  });
  afterEach(() => client.flushall());
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });

  it('shows the sessions of one proxy to the other, and what becomes of them', async () => {
    const [first, second] = [await open(url), await open(url)];
    await first.create('a', ORIGIN);
    expect(await second.create('a', ORIGIN)).toBe(false);
    const session = (await second.find('a'))!;
    expect(session.origin).toEqual(ORIGIN);
    const replacements = ['one', 'two'].map((upstreamId) => ({ upstreamId, address: '127.0.0.1:2' }));
    const outcomes = await Promise.all(
      [first, second].map((store, index) => store.replace(session, replacements[index]!)),
    );
    expect(outcomes[0]!.replacement).toEqual(outcomes[1]!.replacement);
    expect(replacements).toContainEqual(outcomes[0]!.replacement);
    expect(await second.drop('a', 'deleted')).toBe(true);
    expect(first.size).toBe(1);
    expect(await first.find('a')).toBeUndefined();
    expect(first.size).toBe(0);
    expect(await first.create('a', ORIGIN)).toBe(false);
  });

  it('counts each session in the process where it began', async () => {
    const [first, second] = [await open(url), await open(url)];
    for (const id of ['a', 'b', 'c']) await first.create(id, ORIGIN);
    for (const id of ['a', 'b', 'c']) await second.find(id);
    expect([first.size, second.size]).toEqual([3, 0]);
    const counter = await open(url, { maxCounted: 2 });
    for (const id of ['d', 'e', 'f']) expect(await counter.create(id, ORIGIN)).toBe(true);
    expect(counter.size).toBe(2);
  });

  it('keeps one key a session, with the time it has left, and a tombstone for a minute', async () => {
    const store = await open(url, {
      keyPrefix: 'mine:',
      idleTimeoutMs: 50_000,
      handshakeTimeoutMs: 20_000,
    });
    const timeLeft = async () => Math.ceil((await client.pttl('mine:a')) / 5_000) * 5_000;
    await store.create('a', ORIGIN);
    expect(await client.keys('*')).toEqual(['mine:a']);
    expect(await timeLeft()).toBe(20_000);
    const session = (await store.find('a'))!;
    expect(await timeLeft()).toBe(50_000);
    await client.pexpire('mine:a', 30_000);
    await store.replace(session, { upstreamId: 'b', address: 'c:1' });
    expect(await timeLeft()).toBe(30_000);
    const letGo = store.holdOpen(session);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    letGo();
    await store.find('none');
    expect(await timeLeft()).toBe(50_000);
    await store.drop('a', 'deleted');
    expect(await timeLeft()).toBe(60_000);
    expect(await client.keys('*')).toEqual(['mine:a']);
  });

  it('keeps keys of another prefix apart', async () => {
    const [first, second] = [await open(url, { keyPrefix: 'a:' }), await open(url, { keyPrefix: 'b:' })];
    await first.create('x', ORIGIN);
    expect(await second.find('x')).toBeUndefined();
    expect(await second.create('x', ORIGIN)).toBe(true);
  });

  it('takes the database of the URL', async () => {
    const store = await open(`${url}/3`);
    await store.create('x', ORIGIN);
    expect(await client.dbsize()).toBe(0);
  });

  it('is not believed where others have written to it', async () => {
    const events = recordEvents();
    const store = await open(url, { events });
    await client.set('heaptide:text', 'something else');
    await client.set('heaptide:huge', 'x'.repeat(1_000_000));
    await client.lpush('heaptide:list', 'a');
    await client.set('heaptide:evil', JSON.stringify({ v: 1, address: 'a:1', target: '/ HTTP/1.1\r\nx: y' }));
    for (const id of ['text', 'huge', 'list', 'evil']) {
      expect(await store.find(id)).toBeUndefined();
      expect(await store.create(id, ORIGIN)).toBe(false);
    }
    expect(await store.drop('list', 'deleted')).toBe(false);
    expect(await store.drop('huge', 'deleted')).toBe(false);
    expect(await client.llen('heaptide:list')).toBe(1);
    expect(await client.pttl('heaptide:huge')).toBe(-1);
    expect(events.ends).toEqual([]);
  });

  it('forgets the scripts without anybody noticing', async () => {
    const store = await open(url);
    await store.create('a', ORIGIN);
    await store.find('a');
    await client.script('FLUSH');
    expect(await store.find('a')).toBeDefined();
  });

  it('answers nothing any more once the store is closed', async () => {
    const store = await open(url);
    await store.create('a', ORIGIN);
    await store.close();
    expect(store.ready).toBe(false);
    expect((await failure(store.find('a'))).error).toBeInstanceOf(SessionStoreDown);
    expect(await client.exists('heaptide:a')).toBe(1);
  });
});
