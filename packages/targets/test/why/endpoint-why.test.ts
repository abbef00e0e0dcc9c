import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WHY_SCHEMA, type WhyAnswer } from '@heaptide/why';
import { afterEach, describe, expect, it } from 'vitest';
import { whyAskerOf } from '../../src/index.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const SITE = { function: 'make it', file: 'file:///srv/a b.js', line: 3, column: 9 };
const ANSWER: WhyAnswer = {
  schema: WHY_SCHEMA,
  time: '2026-01-02T03:04:05.000Z',
  pid: 7,
  nodeVersion: '22.0.0',
  site: SITE,
  state: 'dies',
  text: 'it dies',
  details: [],
  holder: null,
  chain: null,
  unit: null,
  canaries: { calls: 12, caught: 12, alive: 0, inHolder: 0, wholeCalls: 0, addedIn: 0, watchedMs: 2000 },
  growing: [],
  cost: { totalMs: 2, pauses: 12, longestPauseMs: 1, pausedMs: 9, walkMs: 1, nodes: 4, calls: 9, limits: [] },
  unknown: [],
  next: 'look elsewhere',
};

async function askerOf(listener: RequestListener, token?: string) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/debug/heap`;
  return whyAskerOf({ address: { kind: 'url', name: 'it', title: 'it', url } }, { token, timeoutMs: 3000 });
}

describe('asking an agent why', () => {
  it('asks for the site as the process has it, and gives its answer', async () => {
    const asked: string[] = [];
    const asker = await askerOf((request, response) => {
      const { searchParams, pathname } = new URL(request.url!, 'http://x');
      asked.push(`${request.method} ${pathname}`, JSON.stringify(Object.fromEntries(searchParams)));
      response.end(JSON.stringify(ANSWER));
    });
    expect(await asker.ask({ site: SITE, unit: 'sessions', collect: true })).toEqual(ANSWER);
    expect(asked).toEqual([
      'POST /debug/heap/why',
      JSON.stringify({ ...SITE, line: '3', column: '9', unit: 'sessions', gc: '1' }),
    ]);
  });

  it('gives the token that is for this alone', async () => {
    let authorization: string | undefined;
    const asker = await askerOf((request, response) => {
      ({ authorization } = request.headers);
      response.end(JSON.stringify(ANSWER));
    }, 'secret:/@');
    await asker.ask({ site: SITE });
    expect(Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString()).toBe('token:secret:/@');
  });

  it.each([
    [
      403,
      {},
      'HT_E_WHY_NOT_ALLOWED',
      /^it does not allow to be asked why: .*HEAPTIDE_ALLOW_WHY=1 or --allow-why$/,
    ],
    [401, {}, 'HT_E_WHY_NOT_ALLOWED', /HEAPTIDE_WHY_TOKEN/],
    [404, {}, 'HT_E_NO_WHY', /^it has no agent that can be asked why$/],
    [404, { 'x-go-pprof': '1' }, 'HT_E_WHY', /^it cannot be asked why - said so$/],
    [409, { 'x-go-pprof': '1' }, 'HT_E_WHY', /^it cannot be asked why now - said so$/],
    [500, { 'x-go-pprof': '1' }, 'HT_E_BAD_ANSWER', /^it answered 500 Internal Server Error - said so$/],
  ] as const)('tells what %i with %o means', async (status, headers, code, message) => {
    const asker = await askerOf((_, response) => response.writeHead(status, headers).end('said so\n'));
    await expect(asker.ask({ site: SITE })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  it('takes an older agent for what it is', async () => {
    const asker = await askerOf((_, response) =>
      response.writeHead(404, { 'x-go-pprof': '1' }).end('Unknown profile\n'),
    );
    await expect(asker.ask({ site: SITE })).rejects.toMatchObject({ code: 'HT_E_NO_WHY' });
  });

  it.each([
    ['no JSON', 'hello'],
    ['another schema', JSON.stringify({ ...ANSWER, schema: 'heaptide.why/2' })],
    ['a state that there is not', JSON.stringify({ ...ANSWER, state: 'gone' })],
    ['a part that is missing', JSON.stringify({ ...ANSWER, details: undefined })],
    [
      'a path that is none',
      JSON.stringify({ ...ANSWER, chain: { file: '', path: 'x', unit: [], times: 1, lengths: [] } }),
    ],
  ])('refuses %s', async (_, body) => {
    const asker = await askerOf((_, response) => response.end(body));
    await expect(asker.ask({ site: SITE })).rejects.toMatchObject({ code: 'HT_E_NO_WHY' });
  });

  it('does not wait for ever, and not longer than it is wanted', async () => {
    const asker = await askerOf(() => undefined);
    const ending = new AbortController();
    const asked = asker.ask({ site: SITE, signal: ending.signal });
    setTimeout(() => ending.abort(), 50);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect(asker.ask({ site: SITE })).rejects.toMatchObject({ code: 'HT_E_TIMEOUT' });
  });
});

it('refuses a process in a pod that has no agent, in one line that says what it needs', async () => {
  const pod = {} as never;
  const address = {
    kind: 'inspector',
    name: 'pod/web',
    host: '127.0.0.1',
    port: 9229,
    windowMs: 0,
    pod,
  } as const;
  await expect(whyAskerOf({ address })).rejects.toMatchObject({
    code: 'HT_E_WHY',
    message: expect.stringMatching(/^pod\/web .*needs the agent in the process/) as string,
  });
});

it('refuses an inspector of another machine', async () => {
  const address = { kind: 'inspector', name: 'it', host: '192.0.2.1', port: 9229, windowMs: 0 } as const;
  await expect(whyAskerOf({ address })).rejects.toMatchObject({ code: 'HT_E_ATTACH_REFUSED' });
});
