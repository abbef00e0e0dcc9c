import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type MetricsServer, serveMetrics } from '../../src/metrics/metrics-server.js';

const health = () =>
  ({ status: 'healthy', sessions: 0, openStreams: 0, upstream: '', uptimeSeconds: 0 }) as const;
const page = { contentType: 'text/plain', text: () => Promise.resolve('a 1\n') };

const servers: MetricsServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(host = '127.0.0.1', metrics = page): Promise<MetricsServer> {
  const server = await serveMetrics({ host, port: 0, metrics, health });
  servers.push(server);
  return server;
}

function statusFor(url: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { Host: host }, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', reject).end();
  });
}

it('on loopback serves names of loopback only, so that no page reads it through a browser', async () => {
  const { url } = await serve();
  expect(await statusFor(url, 'localhost:9464')).toBe(200);
  expect(await statusFor(url, '[::1]:9464')).toBe(200);
  expect(await statusFor(url, 'evil.example.com')).toBe(403);
  const open = await serve('0.0.0.0');
  expect(await statusFor(open.url.replace('0.0.0.0', '127.0.0.1'), 'pod.example.com:9464')).toBe(200);
});

it('figures that cannot be read are an error, not an empty page', async () => {
  const { url } = await serve('127.0.0.1', { ...page, text: () => Promise.reject(new Error('secret')) });
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([500, 'The figures cannot be read.\n']);
});

it('a port that is taken is told, and closing ends connections that say nothing', async () => {
  const server = await serve();
  const port = Number(new URL(server.url).port);
  await expect(serveMetrics({ host: '127.0.0.1', port, metrics: page, health })).rejects.toMatchObject({
    code: 'HT_E_ADDRESS_IN_USE',
  });
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await server.close();
  await closed;
});
