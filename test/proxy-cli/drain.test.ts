import type { ServerResponse } from 'node:http';
import { request } from 'node:http';
import process from 'node:process';
import { expect, it } from 'vitest';
import { send } from '../proxy/http-client.js';
import { waitFor } from '../proxy/proxy-under-test.js';
import { afterTest, anUpstream, logged, startProxyProgram } from './proxy-program.js';

it('on SIGTERM lets a request end, says so and exits with 0', async () => {
  const upstream = await anUpstream();
  const held: ServerResponse[] = [];
  upstream.answer = (_, response) => held.push(response);
  const proxy = await startProxyProgram(['--upstream', upstream.origin]);
  const answer = send(proxy.url);
  await waitFor('the request upstream', () => held.length === 1);
  process.kill(proxy.pid, 'SIGTERM');
  expect(await logged(proxy, 'draining')).toMatchObject({ level: 'info', connections: 1, timeoutMs: 30_000 });
  held[0]!.end('done');
  expect((await answer).body.toString()).toBe('done');
  expect(await proxy.exited).toBe(0);
  expect(await logged(proxy, 'drained')).toMatchObject({ level: 'info', cutOff: 0 });
});

it('cuts off what outlasts --drain-timeout, and says how much', async () => {
  const upstream = await anUpstream();
  upstream.answer = (_, response) => response.writeHead(200).write('never ends');
  const proxy = await startProxyProgram(['--upstream', upstream.origin, '--drain-timeout', '300ms']);
  const cutOff = new Promise((resolve) => {
    const asked = request(proxy.url, { agent: false, method: 'POST' }, (answer) =>
      answer.resume().on('error', resolve),
    );
    asked.on('error', resolve).end();
    afterTest(() => asked.destroy());
  });
  await waitFor('the request upstream', async () => (await upstream.connections()) === 1);
  const startedAt = performance.now();
  process.kill(proxy.pid, 'SIGTERM');
  expect(await proxy.exited).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(2_300);
  expect(await logged(proxy, 'drained')).toMatchObject({ level: 'warn', cutOff: 1 });
  await cutOff;
});

it.each(['SIGTERM', 'SIGINT'] as const)('%s after another signal ends it at once', async (second) => {
  const upstream = await anUpstream();
  upstream.answer = () => undefined;
  const proxy = await startProxyProgram(['--upstream', upstream.origin]);
  const broken = send(proxy.url).catch((error: unknown) => error);
  await waitFor('the request upstream', async () => (await upstream.connections()) === 1);
  process.kill(proxy.pid, 'SIGTERM');
  await logged(proxy, 'draining');
  const startedAt = performance.now();
  process.kill(proxy.pid, second);
  expect(await proxy.exited).toBe(130);
  expect(performance.now() - startedAt).toBeLessThan(1_500);
  expect(await broken).toBeInstanceOf(Error);
});
