import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { send } from '../proxy/http-client.js';
import { afterTest, anUpstream, logged, logOf, startProxyProgram } from './proxy-program.js';
import { startFakeUpstream } from '../proxy/proxy-under-test.js';

const ID = 'dd313593-1d30-4276-a223-7c31285957d7';

it('stdout has the address alone; the log is JSON on stderr and never has an id whole', async () => {
  const upstream = await anUpstream();
  upstream.answer = (request, response) => {
    request.resume();
    response.setHeader('Mcp-Session-Id', ID).end();
  };
  const proxy = await startProxyProgram(['--upstream', `${upstream.origin}/mcp`, '--log-requests']);
  await send(proxy.url, { method: 'POST', body: ['{"method":"initialize"}'] });
  await send(proxy.url, { method: 'POST', headers: { 'Mcp-Session-Id': ID }, body: ['{}'] });
  await send(`${proxy.url}?sessionId=${ID}&key=secret`, { method: 'POST', body: ['{}'] });
  await proxy.stop();
  expect(proxy.stdout()).toBe(`listening ${proxy.url}\n`);
  expect(logOf(proxy).map(({ message }) => message)).toEqual([
    'started',
    'request',
    'request',
    'request',
    'draining',
    'drained',
  ]);
  expect(logOf(proxy)[2]).toMatchObject({ method: 'POST', path: '/mcp', status: 200, session: 'dd313593…' });
  expect(proxy.stderr()).not.toMatch(/7c31285957d7|secret/);
});

it('an upstream that fails is told once a second with the number, and when it is back', async () => {
  const upstream = await startFakeUpstream();
  const proxy = await startProxyProgram(['--upstream', upstream.origin]);
  await upstream.close();
  for (let count = 0; count < 20; count += 1) expect((await send(proxy.url)).status).toBe(502);
  await logged(proxy, 'upstream failing');
  const failing = () => logOf(proxy).filter(({ message }) => message === 'upstream failing');
  expect(failing().length).toBeLessThanOrEqual(2);
  const again = createServer((_, response) => response.end());
  await new Promise<void>((resolve) =>
    again.listen(Number(new URL(upstream.origin).port), '127.0.0.1', resolve),
  );
  afterTest(() => {
    again.close();
    again.closeAllConnections();
  });
  expect((await send(proxy.url)).status).toBe(200);
  await logged(proxy, 'upstream back');
  expect(failing().reduce((sum, { requests }) => sum + Number(requests), 0)).toBe(20);
  expect(failing()[0]).toMatchObject({ level: 'warn', reason: expect.stringContaining('refused') as string });
});

it('evictions and recoveries are told', async () => {
  const upstream = await anUpstream();
  let begun = 0;
  let isLost = false;
  upstream.answer = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isInitialize = Buffer.concat(chunks).includes('"initialize"');
      if (isInitialize) response.setHeader('Mcp-Session-Id', `session-${(begun += 1)}`).end('{}');
      else response.writeHead(isLost && request.headers['mcp-session-id'] === 'session-2' ? 404 : 200).end();
    });
  };
  const proxy = await startProxyProgram(['--upstream', upstream.origin, '--max-sessions', '1']);
  const initialize = { method: 'POST', body: ['{"jsonrpc":"2.0","id":1,"method":"initialize"}'] };
  // A session is bound to the target of its initialize.
  const { origin } = new URL(proxy.url);
  await send(`${origin}/mcp`, initialize);
  await send(`${origin}/mcp`, initialize);
  expect(await logged(proxy, 'sessions evicted to make room')).toMatchObject({ level: 'warn', sessions: 1 });
  isLost = true;
  const lost = await send(`${origin}/mcp`, {
    method: 'POST',
    headers: { 'Mcp-Session-Id': 'session-2' },
    body: ['{"jsonrpc":"2.0","id":2,"method":"tools/list"}'],
  });
  expect(lost.status).toBe(200);
  expect(await logged(proxy, 'sessions recovered')).toMatchObject({ level: 'info', sessions: 1 });
});

it('says nothing with --log-format off, and is for people with pretty', async () => {
  const upstream = await anUpstream();
  const args = ['--upstream', upstream.origin];
  const quiet = await startProxyProgram([...args, '--log-format', 'off', '--log-requests']);
  await send(quiet.url);
  await quiet.stop();
  expect(quiet.stderr()).toBe('');
  const pretty = await startProxyProgram(args, { env: { HEAPTIDE_LOG_FORMAT: 'pretty' } });
  await pretty.stop();
  expect(pretty.stderr()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}started {2}url=http:/);
});
