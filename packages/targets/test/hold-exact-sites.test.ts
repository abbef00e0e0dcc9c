import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { HeapEndpoint, holdExactSites } from '../src/index.js';

const SCHEMA = 'heaptide.exact-sites/1';
const ON = {
  schema: SCHEMA,
  exactSites: true,
  always: false,
  until: '2026-01-02T03:04:05.000Z',
  interval: 4096,
  cost: 'some CPU',
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An endpoint under `path` that answers as `answer` does, and what it is asked. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  path = '/debug/heap',
): Promise<{ endpoint: HeapEndpoint; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  return { endpoint: new HeapEndpoint(url, { timeoutMs: 5000 }), asked };
}

const turnedOn = (_: IncomingMessage, response: ServerResponse): void =>
  void response.end(JSON.stringify(ON));

it('asks for them at once, again before the time is over, and has them ended', async () => {
  const { endpoint, asked } = await serve(turnedOn);
  const held = await holdExactSites(endpoint, { seconds: 1, interval: 4096 });
  expect(held.state).toEqual(ON);
  await sleep(800);
  expect(await held.end()).toBe(true);
  const wish = 'POST /debug/heap/exact?seconds=1&interval=4096';
  expect(asked).toEqual([wish, wish, wish, 'POST /debug/heap/exact?seconds=0']);
  await sleep(500);
  expect(asked).toHaveLength(4);
});

it('goes on after a renewal that failed', async () => {
  let answers = 0;
  const { endpoint, asked } = await serve((request, response) => {
    if (++answers === 2) request.destroy();
    else turnedOn(request, response);
  });
  const held = await holdExactSites(endpoint, { seconds: 1 });
  await sleep(800);
  expect(await held.end()).toBe(true);
  expect(asked).toHaveLength(4);
});

it('tells when they could not be ended', async () => {
  const { endpoint } = await serve(turnedOn);
  const held = await holdExactSites(endpoint);
  server!.closeAllConnections();
  server!.close();
  expect(await held.end()).toBe(false);
});

it('does no more where the process was started with them', async () => {
  const { endpoint, asked } = await serve((_, response) =>
    response.end(JSON.stringify({ schema: SCHEMA, exactSites: true, always: true, interval: 4096 })),
  );
  const held = await holdExactSites(endpoint, { seconds: 1 });
  await sleep(500);
  expect([held.state.always, await held.end(), asked.length]).toEqual([true, true, 1]);
});

it('stops asking as soon as nobody waits any more', async () => {
  const { endpoint } = await serve(() => undefined);
  const gone = new AbortController();
  setTimeout(() => gone.abort(), 50);
  const begin = performance.now();
  await expect(holdExactSites(endpoint, { signal: gone.signal })).rejects.toThrow(/abort/i);
  expect(performance.now() - begin).toBeLessThan(2000);
});

it.each([
  ['/debug/heap', '/debug/heap/exact'],
  ['/debug/pprof/heap?gc=1', '/debug/heap/exact'],
  ['/debug/pprof/allocs', '/debug/heap/exact'],
  ['/behind/a/proxy/debug/heap', '/behind/a/proxy/debug/heap/exact'],
])('finds them beside %s', async (path, exact) => {
  const { endpoint, asked } = await serve(turnedOn, path);
  await endpoint.exactSites({ seconds: 5 });
  expect(asked).toEqual([`POST ${exact}?seconds=5`]);
});

describe('errors', () => {
  it.each([
    [404, {}, 'Unknown profile', 'HT_E_NO_EXACT_SITES'],
    [405, {}, 'Method not allowed', 'HT_E_NO_EXACT_SITES'],
    [200, {}, '<html>hello</html>', 'HT_E_NO_EXACT_SITES'],
    [200, {}, '{"schema":"heaptide.exact-sites/1","exactSites":true}', 'HT_E_NO_EXACT_SITES'],
    [409, { 'x-go-pprof': '1' }, 'coverage runs', 'HT_E_EXACT_SITES_REFUSED'],
    [403, {}, 'no', 'HT_E_BAD_ANSWER'],
  ])('%i %o %s: %s', async (status, headers, body, code) => {
    const { endpoint } = await serve((_, response) => response.writeHead(status, headers).end(`${body}\n`));
    await expect(holdExactSites(endpoint)).rejects.toMatchObject({ code });
  });

  it('repeat the reason of a refusal', async () => {
    const { endpoint } = await serve((_, response) =>
      response.writeHead(409, { 'x-go-pprof': '1' }).end('coverage runs\n'),
    );
    await expect(holdExactSites(endpoint)).rejects.toMatchObject({
      message: `${endpoint.name} refuses exact sites - coverage runs`,
    });
  });
});
