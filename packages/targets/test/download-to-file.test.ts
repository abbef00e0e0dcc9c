import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadToFile } from '../src/download-to-file.js';
import { HeapEndpoint } from '../src/index.js';

let server: Server | undefined;
let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-download-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await chmod(directory, 0o700);
  await rm(directory, { recursive: true, force: true });
});

async function serve(listener: RequestListener, path = '/debug/heap'): Promise<URL> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

const target = () => join(directory, 'x.heapsnapshot');
const left = () => readdir(directory);
const SNAPSHOT = Buffer.alloc(3 * 2 ** 20, '{"snapshot":{}}');

/** Sends a beginning, and does `next` once it is on its way. */
const beginning =
  (next: (response: Parameters<RequestListener>[1]) => void): RequestListener =>
  (_, response) => {
    response.writeHead(200);
    response.write(Buffer.alloc(65_536), () => setTimeout(() => next(response), 20));
  };

describe('saveHeapSnapshot', () => {
  it('saves what is sent, whole, for its owner only', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.end(SNAPSHOT);
    }, '/behind/debug/pprof/heap?gc=1');
    await new HeapEndpoint(url).saveHeapSnapshot(target());
    expect((await readFile(target())).equals(SNAPSHOT)).toBe(true);
    expect((await stat(target())).mode & 0o777).toBe(0o600);
    expect(asked).toEqual(['GET /behind/debug/heap/snapshot']);
    expect(await left()).toEqual(['x.heapsnapshot']);
  });

  it.each([
    [403, 'heap snapshots are off: start with --debug-snapshot'],
    [503, 'a heap snapshot needs 1.2 GiB more, there are 200 MiB'],
  ])('a refusal (%i) is told in the words of the agent, and no file is made', async (status, words) => {
    const url = await serve((_, response) =>
      response.writeHead(status, { 'x-go-pprof': '1' }).end(`${words}\n`),
    );
    const endpoint = new HeapEndpoint(url);
    const refused = endpoint.saveHeapSnapshot(target());
    await expect(refused).rejects.toMatchObject({ code: 'HT_E_BAD_ANSWER' });
    await expect(refused).rejects.toThrow(new RegExp(`answered ${status} .* - ${words}$`));
    expect(await left()).toEqual([]);
  });

  it('what is no agent is not repeated', async () => {
    const url = await serve((_, response) => response.writeHead(404).end('<html>no such page</html>'));
    const endpoint = new HeapEndpoint(url);
    await expect(endpoint.saveHeapSnapshot(target())).rejects.toThrow(
      `${endpoint.name} answered 404 Not Found`,
    );
    await expect(endpoint.saveHeapSnapshot(target())).rejects.not.toThrow('no such page');
  });

  it('a connection that is cut leaves nothing', async () => {
    const url = await serve(beginning((response) => response.destroy()));
    await expect(new HeapEndpoint(url).saveHeapSnapshot(target())).rejects.toMatchObject({
      code: 'HT_E_UNREACHABLE',
    });
    expect(await left()).toEqual([]);
  });

  it('a file that is there stays as it was when the new one does not come to its end', async () => {
    await writeFile(target(), 'before');
    const url = await serve(beginning((response) => response.destroy()));
    await expect(new HeapEndpoint(url).saveHeapSnapshot(target())).rejects.toThrow();
    expect(await readFile(target(), 'utf8')).toBe('before');
    expect(await left()).toEqual(['x.heapsnapshot']);
  });

  it('nobody listens', async () => {
    const url = await serve(() => undefined);
    server!.close();
    await expect(new HeapEndpoint(url).saveHeapSnapshot(target())).rejects.toMatchObject({
      code: 'HT_E_UNREACHABLE',
    });
  });

  it('a directory that is not there, or is none, is told before the snapshot is', async () => {
    const url = await serve((_, response) => response.end(SNAPSHOT));
    const endpoint = new HeapEndpoint(url);
    const inFile = join(directory, 'file');
    await writeFile(inFile, '');
    for (const path of [join(directory, 'gone', 'x'), join(inFile, 'x')]) {
      await expect(endpoint.saveHeapSnapshot(path)).rejects.toMatchObject({
        code: 'HT_E_UNWRITABLE',
        message: expect.stringContaining(`cannot write ${path}`) as string,
      });
    }
    expect(await left()).toEqual(['file']);
  });

  it('who does not wait any more ends it, and nothing is left', async () => {
    const gone = new AbortController();
    let isCut: Promise<void> | undefined;
    const url = await serve(
      beginning((response) => {
        isCut = new Promise((resolve) => response.once('close', resolve));
        gone.abort();
      }),
    );
    await expect(new HeapEndpoint(url).saveHeapSnapshot(target(), gone.signal)).rejects.toThrow(/abort/i);
    await isCut;
    expect(await left()).toEqual([]);
  });
});

describe('downloadToFile', () => {
  const signal = AbortSignal.timeout(20_000);

  it('gives up what is too large', async () => {
    const url = await serve((_, response) => response.end(SNAPSHOT));
    await expect(downloadToFile(url, { signal, path: target(), maxBytes: 2 ** 20 })).rejects.toMatchObject({
      code: 'HT_E_TOO_LARGE',
    });
    expect(await left()).toEqual([]);
  });

  it('takes what is exactly as large as it may be', async () => {
    const url = await serve((_, response) => response.end(SNAPSHOT));
    expect(await downloadToFile(url, { signal, path: target(), maxBytes: SNAPSHOT.length })).toBeUndefined();
    expect((await stat(target())).size).toBe(SNAPSHOT.length);
  });

  it('does not read a refusal without an end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(500);
      const write = (): void => {
        while (response.write(SNAPSHOT));
        response.once('drain', write);
      };
      write();
    });
    await expect(downloadToFile(url, { signal, path: target(), maxBytes: 2 ** 30 })).rejects.toMatchObject({
      code: 'HT_E_TOO_LARGE',
    });
  });
});
