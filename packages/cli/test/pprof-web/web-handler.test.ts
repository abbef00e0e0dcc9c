import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProfileBuilder } from '@heaptide/profile';
import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pprofError } from '../../src/pprof/pprof-error.js';
import { createWebHandler, type WebHandlerOptions } from '../../src/pprof/web/web-handler.js';

async function listen(options: Partial<WebHandlerOptions>): Promise<string> {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  const func = builder.func({ name: 'main', filename: '/app/main.js' });
  builder.sample({
    stack: [builder.location({ lines: [{ function: func, line: 1, column: 0 }] })],
    values: [1],
  });
  const handler = createWebHandler({
    profile: builder.build(),
    options: DEFAULT_PPROF_OPTIONS,
    access: { isLocal: true, host: 'localhost' },
    settings: undefined,
    readSource: () => undefined,
    workingDirectory: '/nowhere',
    drawGraph: () => Promise.resolve('<svg></svg>'),
    talk: () => undefined,
    ...options,
  });
  const server: Server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Until it is told to stop. */
function drawForever(signal: AbortSignal): Promise<string> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

describe('a drawing', () => {
  it('that fails is told of', async () => {
    const base = await listen({
      drawGraph: () => Promise.reject(pprofError('failed to execute dot: broken')),
    });
    const answer = await fetch(`${base}/ui/graph`);
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain('failed to execute dot: broken');
  });

  it('ends in time', async () => {
    const base = await listen({ drawGraph: (_, signal) => drawForever(signal), longestRenderMs: 40 });
    const answer = await fetch(`${base}/ui/graph`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('not done after 0.04s');
  });

  it('ends when nobody waits for it', async () => {
    let drawing = (): void => undefined;
    const isDrawing = new Promise<void>((resolve) => (drawing = resolve));
    let stopped = (): void => undefined;
    const isStopped = new Promise<void>((resolve) => (stopped = resolve));
    const drawGraph = (_: string, signal: AbortSignal): Promise<string> => {
      signal.addEventListener('abort', stopped);
      drawing();
      return drawForever(signal);
    };
    const base = await listen({ drawGraph });
    const reader = new AbortController();
    const answer = fetch(`${base}/ui/graph`, { signal: reader.signal }).catch(() => 'gone');
    await isDrawing;
    reader.abort();
    expect(await answer).toBe('gone');
    await isStopped;
  });

  it('waits its turn, and is turned away when too many wait', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let [now, most] = [0, 0];
    const drawGraph = async (): Promise<string> => {
      most = Math.max(most, ++now);
      await finished;
      now--;
      return '<svg></svg>';
    };
    const base = await listen({ drawGraph });
    const answers = Array.from({ length: 19 }, () => fetch(`${base}/ui/graph`));
    const early = await Promise.race(answers);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '5']);
    finish();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBe(18);
    expect(most).toBe(2);
  });
});

it('tells nobody what broke inside, but the terminal', async () => {
  const said: string[] = [];
  const base = await listen({
    drawGraph: () => Promise.reject(new TypeError('a defect')),
    talk: (line) => said.push(line),
  });
  const answer = await fetch(`${base}/ui/graph`);
  expect([answer.status, await answer.text()]).toEqual([500, 'internal error\n']);
  expect(said).toEqual(['web: a defect']);
});

it('shows profiles also where nothing can be saved', async () => {
  const base = await listen({});
  expect((await fetch(`${base}/ui/top`)).status).toBe(200);
  const answer = await fetch(`${base}/ui/saveconfig?config=x`, { method: 'POST' });
  expect([answer.status, await answer.text()]).toEqual([
    400,
    'neither $XDG_CONFIG_HOME nor $HOME are defined\n',
  ]);
});
