import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProfileBuilder, writeProfile } from '@heaptide/profile';
import { afterEach, describe, expect, it } from 'vitest';
import { HeapEndpoint, pollCaptures } from '../src/index.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<URL> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/debug/heap`);
}

const profile = await writeProfile(
  new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] }).build(),
);

describe('HeapEndpoint', () => {
  it('asks for births, and for a collection when told to', async () => {
    const asked: (string | undefined)[] = [];
    const endpoint = new HeapEndpoint(
      await serve((request, response) => {
        asked.push(request.url);
        response.end(profile);
      }),
    );
    await endpoint.capture({ gc: false });
    const { bytes } = await endpoint.receive({ gc: true });
    expect(asked).toEqual(['/debug/heap?births=1', '/debug/heap?births=1&gc=1']);
    expect([...bytes]).toEqual([...profile]);
  });

  it('repeats what a profile endpoint says of an error, and not what others say', async () => {
    const url = await serve((request, response) => {
      const ours = request.url?.includes('gc=1');
      response.writeHead(404, ours ? { 'x-go-pprof': '1' } : {}).end('Unknown profile\n');
    });
    const endpoint = new HeapEndpoint(url);
    await expect(endpoint.capture({ gc: true })).rejects.toMatchObject({
      code: 'HT_E_BAD_ANSWER',
      message: `${endpoint.name} answered 404 Not Found - Unknown profile`,
    });
    await expect(endpoint.capture({ gc: false })).rejects.toMatchObject({
      message: `${endpoint.name} answered 404 Not Found`,
    });
  });

  it('comes again when an endpoint that is busy says so, and not for ever', async () => {
    let asked = 0;
    let busy = 2;
    const url = await serve((_, response) => {
      asked++;
      if (busy-- > 0) response.writeHead(429, { 'retry-after': '0', 'x-go-pprof': '1' }).end('not now\n');
      else response.end(profile);
    });
    const endpoint = new HeapEndpoint(url);
    await endpoint.capture({ gc: true });
    expect(asked).toBe(3);
    busy = 100;
    await expect(endpoint.capture({ gc: true })).rejects.toMatchObject({
      message: `${endpoint.name} answered 429 Too Many Requests - not now`,
    });
    expect(asked).toBe(9);
  });

  it('gives up waiting for a busy endpoint when its time is over', async () => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': '60' }).end());
    await expect(new HeapEndpoint(url, { timeoutMs: 50 }).capture({ gc: true })).rejects.toMatchObject({
      code: 'HT_E_TIMEOUT',
    });
  });

  it('tells a page from a profile', async () => {
    const url = await serve((_, response) => response.end('<html><body>hello</body></html>'));
    await expect(new HeapEndpoint(url).capture({ gc: false })).rejects.toMatchObject({
      code: 'HT_E_NOT_A_PROFILE',
      message: expect.stringContaining(url.host) as string,
    });
  });

  it('waits and reads within bounds', async () => {
    const silent = await serve(() => undefined);
    await expect(new HeapEndpoint(silent, { timeoutMs: 50 }).capture({ gc: false })).rejects.toMatchObject({
      code: 'HT_E_TIMEOUT',
    });
    server!.closeAllConnections();
    server!.close();
    const endless = await serve((_, response) => {
      const write = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', write);
      };
      write();
    });
    await expect(new HeapEndpoint(endless, { maxBytes: 1e6 }).capture({ gc: false })).rejects.toMatchObject({
      code: 'HT_E_TOO_LARGE',
    });
  });

  it('says that nothing listens', async () => {
    const url = await serve(() => undefined);
    server!.close();
    await expect(new HeapEndpoint(url).capture({ gc: false })).rejects.toMatchObject({
      code: 'HT_E_UNREACHABLE',
      message: `cannot reach ${url.host}/debug/heap: connection refused`,
    });
  });
});

describe('pollCaptures', () => {
  it('takes as many as asked, and ends quietly when aborted', async () => {
    const endpoint = new HeapEndpoint(await serve((_, response) => response.end(profile)));
    const taken: unknown[] = [];
    for await (const received of pollCaptures(endpoint, { everyMs: 1, count: 3, gc: false }))
      taken.push(received);
    expect(taken).toHaveLength(3);
    const controller = new AbortController();
    let count = 0;
    for await (const received of pollCaptures(endpoint, {
      everyMs: 60_000,
      count: 3,
      gc: false,
      signal: controller.signal,
    })) {
      count += received.bytes.length > 0 ? 1 : 0;
      setTimeout(() => controller.abort(), 20);
    }
    expect(count).toBe(1);
  });
});
