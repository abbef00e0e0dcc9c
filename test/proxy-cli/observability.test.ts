import { expect, it } from 'vitest';
import { parsePrometheusText } from '../../packages/proxy/test/metrics/prometheus-text.js';
import { send } from '../proxy/http-client.js';
import { anUpstream, logged, logOf, startProxyProgram } from './proxy-program.js';

it('metrics, log and heap profiles see the same requests', async () => {
  const upstream = await anUpstream();
  upstream.answer = (request, response) => {
    request.resume();
    response.setHeader('Mcp-Session-Id', 'session-1').end();
  };
  const proxy = await startProxyProgram(
    ['--upstream', upstream.origin, '--metrics-addr', ':0', '--debug-addr', '127.0.0.1:0', '--log-requests'],
    { env: { HEAPTIDE_ADDR: undefined } },
  );
  await send(proxy.url, { method: 'POST', body: ['{"method":"initialize"}'] });
  for (let count = 0; count < 3; count += 1)
    await send(proxy.url, { headers: { 'Mcp-Session-Id': 'session-1' } });

  const heap = /heap profiles at (\S+)\n/.exec(proxy.stderr())![1]!;
  const log = () =>
    proxy
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { message: string; metrics?: string });
  const { metrics } = log().find(({ message }) => message === 'started')!;

  // Before the metrics are asked for, which the agent counts as a request too.
  const stats = JSON.parse((await send(`${heap}/stats`)).body.toString()) as { work: object };
  expect(stats.work).toMatchObject({ requests: 4, 'sessions.created': 1 });

  const samples = parsePrometheusText((await send(metrics!)).body.toString());
  const total = samples.get('http_requests_total')!.samples;
  expect(Object.fromEntries(total)).toEqual({
    'http_requests_total{method="GET",code="200"}': 3,
    'http_requests_total{method="POST",code="200"}': 1,
  });
  // On its own port it only says where they are.
  expect((await send(new URL('/metrics', proxy.url))).status).toBe(404);
  await proxy.stop();
  expect(await proxy.exited).toBe(0);
  // The last is that for /metrics.
  expect(log().filter(({ message }) => message === 'request')).toHaveLength(5);
});

it('loads nothing that is not asked for', async () => {
  const upstream = await anUpstream();
  const preload = new URL('./programs/tell-loaded.mjs', import.meta.url).href;
  const run = { nodeArgs: ['--import', preload], env: { HEAPTIDE_ADDR: undefined } };
  const plain = await startProxyProgram(['--upstream', upstream.origin], run);
  process.kill(plain.pid, 'SIGUSR2');
  expect(await logged(plain, 'loaded')).toMatchObject({ files: 0 });
  const watched = await startProxyProgram(['--upstream', upstream.origin, '--metrics-addr', ':0'], run);
  process.kill(watched.pid, 'SIGUSR2');
  expect(Number((await logged(watched, 'loaded')).files)).toBeGreaterThan(0);
  expect(logOf(watched)[0]).toMatchObject({ message: 'started' });
});
