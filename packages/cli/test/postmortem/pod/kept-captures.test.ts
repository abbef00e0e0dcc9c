import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { keptCaptures } from '../../../src/postmortem/pod/kept-captures.js';

const RING = '/debug/heap/captures';
let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server with these answers by path; gives its address. */
async function serving(answers: Readonly<Record<string, string>>, asked: http.IncomingMessage[] = []) {
  server = http.createServer((request, response) => {
    asked.push(request);
    const body = answers[request.url ?? ''];
    if (body === undefined) response.writeHead(404);
    response.end(body);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, agent: new http.Agent(), token: undefined };
}

const list = (...ids: readonly unknown[]) => JSON.stringify({ captures: ids.map((id) => ({ id })) });
const names = async (captures: ReturnType<typeof keptCaptures>) => {
  const read: string[] = [];
  for await (const { name, bytes } of captures) read.push(`${name}=${new TextDecoder().decode(bytes)}`);
  return read;
};

describe('the capture ring of a process', () => {
  const signal = () => AbortSignal.timeout(5000);

  it('is read whole, in its order', async () => {
    const address = await serving({
      [RING]: list('a.heap.pb.gz', 'b.heap.pb.gz'),
      [`${RING}/a.heap.pb.gz`]: 'A',
      [`${RING}/b.heap.pb.gz`]: 'B',
    });
    expect(await names(keptCaptures(address, signal()))).toEqual(['a.heap.pb.gz=A', 'b.heap.pb.gz=B']);
  });

  it('is asked for with the token', async () => {
    const asked: http.IncomingMessage[] = [];
    const address = await serving({ [RING]: list() }, asked);
    await names(keptCaptures({ ...address, token: 's3cret' }, signal()));
    expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('token:s3cret').toString('base64')}`);
  });

  it('names no file outside of the directory', async () => {
    const asked: http.IncomingMessage[] = [];
    const address = await serving({ [RING]: list('../../etc/passwd', '..', 'x/y.pb.gz', 7, null) }, asked);
    expect(await names(keptCaptures(address, signal()))).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('is refused in our words where there is none', async () => {
    await expect(names(keptCaptures(await serving({}), signal()))).rejects.toMatchObject({
      code: 'HT_E_BAD_ANSWER',
    });
    server?.close();
    const page = await serving({ [RING]: '<html>' });
    await expect(names(keptCaptures(page, signal()))).rejects.toMatchObject({ code: 'HT_E_BAD_ANSWER' });
  });
});
