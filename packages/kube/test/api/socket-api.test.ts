import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { SocketApi } from '../../src/api/socket-api.js';
import { type ServedSocket, serveSocket } from './serve-socket.js';

let served: ServedSocket | undefined;
let api: SocketApi;
afterEach(async () => {
  api.close();
  await served?.close();
});

async function serve(listener: RequestListener, timeoutMs = 5_000): Promise<void> {
  served = await serveSocket(listener);
  api = new SocketApi(served.socketPath, { timeoutMs });
}

/** The URLs that are asked for, with what `answer` makes of each. */
async function serveJson(answer: (url: URL) => unknown): Promise<readonly string[]> {
  const asked: string[] = [];
  await serve((request, response) => {
    asked.push(request.url!);
    response.end(JSON.stringify(answer(new URL(request.url!, 'http://localhost'))));
  });
  return asked;
}

describe('requests', () => {
  it('go to localhost, as JSON, over one connection that is kept', async () => {
    const headers: unknown[] = [];
    await serve((request, response) => {
      headers.push([request.headers.host, request.headers.accept]);
      response.end('{"a":1}');
    });
    expect(await api.getJson('/version')).toEqual({ a: 1 });
    expect(await api.getJson('/version', { query: { q: 'a b&c' } })).toEqual({ a: 1 });
    expect(headers).toEqual(Array(2).fill(['localhost', 'application/json']));
    expect(served!.connections).toBe(1);
  });

  it('are made again when the connection that was kept breaks, except what is posted', async () => {
    let requests = 0;
    await serve((request, response) => {
      requests++;
      if (requests === 2) request.socket.destroy();
      else response.end('{}');
    });
    await api.getJson('/a');
    expect(await api.getJson('/b')).toEqual({});
    expect(requests).toBe(3);
    await api.postJson('/c', {});
    expect(served!.connections).toBe(3);
  });

  it('carry what is posted', async () => {
    await serve((request, response) => {
      response.setHeader('x', '').writeHead(201);
      request.pipe(response);
    });
    expect(await api.postJson('/x', { text: 'ä' })).toEqual({ text: 'ä' });
  });
});

describe('bounds', () => {
  it('hold for the size of an answer', async () => {
    await serve((_, response) => response.end(Buffer.alloc(1024 * 1024 + 1, ' ')));
    await expect(api.getJson('/x')).rejects.toMatchObject({
      kind: 'bad-answer',
      message: 'the cluster answered with more than 1048576 bytes',
    });
  });

  it.each([
    ['no answer', () => undefined],
    ['an answer that stops', ((_, response) => response.write('{')) satisfies RequestListener],
  ])('hold for %s', async (_, listener: RequestListener) => {
    await serve(listener, 80);
    await expect(api.getJson('/x')).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('hold for a watch that does not begin', async () => {
    await serve(() => undefined, 80);
    const events = api.watch('/x', { resourceVersion: '1' });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('let a caller end sooner, with its own reason, before and after the answer has begun', async () => {
    await serve((request, response) => request.url === '/begun' && response.write('{'));
    for (const path of ['/begun', '/not']) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error('enough')), 50);
      await expect(api.getJson(path, { signal: stop.signal })).rejects.toThrow('enough');
    }
    await expect(api.getJson('/x', { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
      'before',
    );
  });
});

describe('answers', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'bad-answer'],
    [500, 'unreachable'],
    [503, 'unreachable'],
    [504, 'timeout'],
  ])('with %i are told as %s, in the words of the API', async (status, kind) => {
    await serve((_, response) =>
      response.writeHead(status).end(JSON.stringify({ kind: 'Status', message: 'pods "x" …' })),
    );
    await expect(api.getJson('/x')).rejects.toMatchObject({ kind, status, message: 'pods "x" …' });
  });

  it('of a kubectl that has no credentials are told as unauthorized', async () => {
    const words = 'getting credentials: exec: executable aws failed with exit code 255';
    await serve((_, response) => response.writeHead(500).end(`${words}\n`));
    await expect(api.getJson('/x')).rejects.toMatchObject({ kind: 'unauthorized', message: words });
  });

  it('that are no JSON are told as such', async () => {
    await serve((_, response) => response.end('<html>'));
    await expect(api.getJson('/x')).rejects.toMatchObject({ kind: 'bad-answer' });
  });

  it('of a server that is busy are waited for, at most three times', async () => {
    let requests = 0;
    await serve((_, response) => {
      requests++;
      response.writeHead(429, { 'retry-after': '0' }).end('busy');
    });
    await expect(api.getJson('/x')).rejects.toMatchObject({ kind: 'unreachable', message: 'busy' });
    expect(requests).toBe(4);
  });

  it('come late when the server says so', async () => {
    let requests = 0;
    const began = performance.now();
    await serve((_, response) => {
      if (requests++ === 0) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.end('{}');
    });
    expect(await api.getJson('/x')).toEqual({});
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('are not waited for when the caller gives up', async () => {
    await serve((_, response) => response.writeHead(429, { 'retry-after': '9' }).end());
    const signal = AbortSignal.timeout(50);
    await expect(api.getJson('/x', { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('a list', () => {
  it('is all pages of it', async () => {
    const asked = await serveJson(({ searchParams }) =>
      searchParams.get('continue') === null
        ? { items: [1, 2], metadata: { continue: 'next', resourceVersion: '7' } }
        : { items: [3], metadata: { resourceVersion: '7' } },
    );
    const list = await api.list('/pods', { query: { labelSelector: 'a=b' } });
    expect(list).toEqual({ items: [1, 2, 3], resourceVersion: '7' });
    expect(asked).toEqual([
      '/pods?labelSelector=a%3Db&limit=500',
      '/pods?labelSelector=a%3Db&limit=500&continue=next',
    ]);
  });

  it('begins anew when its rest has been forgotten', async () => {
    let pages = 0;
    await serve((_, response) => {
      pages++;
      if (pages === 2) response.writeHead(410).end('{}');
      else if (pages === 1) response.end('{"items":[1],"metadata":{"continue":"c"}}');
      else response.end('{"items":[8],"metadata":{}}');
    });
    expect(await api.list('/pods')).toEqual({ items: [8], resourceVersion: undefined });
  });

  it('that is always forgotten is given up, and one without end too', async () => {
    await serve((_, response) => response.writeHead(410).end('{}'));
    await expect(api.list('/pods')).rejects.toMatchObject({ kind: 'bad-answer' });
    await served!.close();
    const item = 'x'.repeat(4 << 20);
    const asked = await serveJson(() => ({ items: [item], metadata: { continue: 'c' } }));
    await expect(api.list('/pods')).rejects.toMatchObject({ kind: 'bad-answer' });
    expect(asked.length).toBe(16);
    await served!.close();
    await serveJson(() => ({ items: [], metadata: { continue: 'c' } }));
    await expect(api.list('/pods')).rejects.toMatchObject({ kind: 'bad-answer' });
  });

  it('may be of a kind that is none', async () => {
    await serveJson(() => ({ items: null }));
    expect(await api.list('/pods')).toEqual({ items: [], resourceVersion: undefined });
    await served!.close();
    await serveJson(() => ({ items: 'x' }));
    await expect(api.list('/pods')).rejects.toMatchObject({ kind: 'bad-answer' });
  });
});

describe('a watch', () => {
  it('asks from a version on, for bookmarks, and for an end', async () => {
    const asked = await serveJson(() => ({ type: 'ADDED', object: 1 }));
    const events: unknown[] = [];
    for await (const event of api.watch('/pods', { resourceVersion: '9', query: { labelSelector: 'a' } }))
      events.push(event);
    expect(asked).toEqual([
      '/pods?labelSelector=a&watch=1&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=9',
    ]);
    // A line that was not ended may not be whole.
    expect(events).toEqual([]);
  });

  it('that breaks off is told from one that ends, and is let go by its reader', async () => {
    let closed = false;
    await serve((request, response) => {
      request.socket.on('close', () => (closed = true));
      response.write('{"type":"ADDED"}\n');
      if (request.url!.startsWith('/broken')) setTimeout(() => request.socket.destroy(), 30);
    });
    const events: unknown[] = [];
    const read = async () => {
      for await (const event of api.watch('/broken', { resourceVersion: '1' })) events.push(event);
    };
    await expect(read()).rejects.toMatchObject({ kind: 'kubectl-failed' });
    expect(events).toEqual([{ type: 'ADDED', object: undefined }]);

    closed = false;
    for await (const event of api.watch('/x', { resourceVersion: '1' })) {
      expect(event.type).toBe('ADDED');
      break;
    }
    await expect.poll(() => closed).toBe(true);
  });

  it('that is not allowed is refused', async () => {
    await serve((_, response) => response.writeHead(403).end('no'));
    const events = api.watch('/x', { resourceVersion: '1' });
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      kind: 'forbidden',
      status: 403,
    });
  });
});
