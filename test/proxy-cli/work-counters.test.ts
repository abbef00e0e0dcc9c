import { type ServerResponse, request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';
import { send } from '../proxy/http-client.js';
import { waitFor } from '../proxy/proxy-under-test.js';
import { afterTest, anUpstream, startProxyProgram } from './proxy-program.js';

it('heap profiles come with the work of the proxy: requests, what became of sessions, open streams', async () => {
  const upstream = await anUpstream();
  const streams: ServerResponse[] = [];
  let sessions = 0;
  upstream.answer = (request, response) => {
    request.resume();
    if (request.method === 'GET') {
      streams.push(response);
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    } else {
      if (request.method === 'POST') response.setHeader('Mcp-Session-Id', `session-${(sessions += 1)}`);
      response.end();
    }
  };
  const proxy = await startProxyProgram(
    ['--upstream', upstream.origin, '--debug-addr', '127.0.0.1:0', '--handshake-timeout', '300ms'],
    { env: { HEAPTIDE_ADDR: undefined } },
  );
  const heap = /heap profiles at (\S+)\n/.exec(proxy.stderr())![1]!;
  const work = async () => {
    const stats = JSON.parse((await send(`${heap}/stats`)).body.toString()) as {
      work: Record<string, number>;
    };
    return stats.work;
  };
  for (let count = 0; count < 3; count += 1) {
    await send(proxy.url, { method: 'POST', body: ['{"method":"initialize"}'] });
  }
  await send(proxy.url, { method: 'DELETE', headers: { 'Mcp-Session-Id': 'session-1' } });
  const stream = httpRequest(proxy.url, { agent: false, headers: { 'Mcp-Session-Id': 'session-2' } });
  afterTest(() => stream.destroy());
  stream.on('error', () => undefined).end();
  await waitFor('the stream', () => streams.length === 1);

  await waitFor('the third session to expire', async () => (await work())['sessions.expired'] === 1);
  expect(await work()).toMatchObject({
    requests: 4,
    'sessions.created': 3,
    'sessions.deleted': 1,
    'streams.open': 1,
  });
  stream.destroy();
  await waitFor('the stream to be over', async () => (await work())['streams.open'] === 0);
  expect((await work()).requests).toBe(5);
});
