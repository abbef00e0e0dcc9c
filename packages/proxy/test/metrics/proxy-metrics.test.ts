import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type MetricsServer,
  type Proxy,
  proxyMetrics,
  RequestCounts,
  serveMetrics,
  SessionCounts,
  SessionTable,
  startProxy,
} from '../../src/index.js';
import { parsePrometheusText } from './prometheus-text.js';

const INITIALIZE = { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"initialize"}' };

let upstream: Server;
let answer: RequestListener;
let proxy: Proxy;
let metrics: MetricsServer;

beforeEach(async () => {
  let begun = 0;
  answer = (request, response) => {
    if (request.method !== 'DELETE') response.setHeader('Mcp-Session-Id', `session-${(begun += 1)}`);
    response.end('{}');
  };
  upstream = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const requests = new RequestCounts();
  const sessions = new SessionCounts();
  const table = new SessionTable({ maxSessions: 3, events: sessions.events });
  proxy = await startProxy({
    upstream: new URL(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`),
    port: 0,
    sessionStore: table,
    events: { onExchange: requests.onExchange },
  });
  const figures = { maxSessions: 3, refused: table.refused, withoutRecovery: table.withoutRecovery };
  const page = await proxyMetrics({ proxy, requests, sessions, table: figures });
  metrics = await serveMetrics({ host: '127.0.0.1', port: 0, metrics: page, health: () => proxy.health() });
});

afterEach(async () => {
  await metrics.close();
  await proxy.close();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

const send = async (init: RequestInit): Promise<void> => {
  await (await fetch(`${proxy.url}/mcp`, { redirect: 'manual', ...init })).arrayBuffer();
};

async function scrape(): Promise<(sample: string) => number | undefined> {
  const families = parsePrometheusText(await (await fetch(metrics.url)).text());
  const samples = new Map([...families.values()].flatMap((family) => [...family.samples]));
  return (sample) => samples.get(sample);
}

it('tells what real requests and sessions did', async () => {
  const before = await scrape();
  expect(before('mcp_proxy_sessions')).toBe(0);
  expect(before('mcp_proxy_sessions_created_total')).toBe(0);
  expect(before('http_requests_total{method="POST",code="200"}')).toBeUndefined();

  for (let count = 0; count < 5; count += 1) await send(INITIALIZE);
  await send({ method: 'DELETE', headers: { 'Mcp-Session-Id': 'session-5' } });
  answer = (_, response) => response.writeHead(307, { Location: '/elsewhere' }).end();
  await send({ method: 'POST', body: '{"method":"ping"}' });
  answer = (_, response) => response.destroy();
  await send({ method: 'PURGE' });
  await send({ method: 'POST', body: '[]' });

  const after = await scrape();
  const expected = {
    mcp_proxy_sessions: 2,
    mcp_proxy_sessions_max: 3,
    mcp_proxy_sessions_created_total: 5,
    'mcp_proxy_sessions_ended_total{reason="deleted"}': 1,
    'mcp_proxy_sessions_ended_total{reason="evicted"}': 2,
    'mcp_proxy_sessions_ended_total{reason="expired"}': 0,
    'mcp_proxy_sessions_ended_total{reason="lost"}': 0,
    'mcp_proxy_recoveries_total{outcome="recovered"}': 0,
    'http_requests_total{method="POST",code="200"}': 5,
    'http_requests_total{method="POST",code="307"}': 1,
    'http_requests_total{method="POST",code="400"}': 1,
    'http_requests_total{method="DELETE",code="200"}': 1,
    'http_requests_total{method="other",code="502"}': 1,
    'http_request_duration_seconds_count{method="POST"}': 7,
    'http_request_duration_seconds_bucket{le="+Inf",method="DELETE"}': 1,
    mcp_proxy_redirects_total: 10,
    mcp_proxy_upstream_failures_total: 1,
    mcp_proxy_refused_requests_total: 1,
    mcp_proxy_store_up: 1,
    mcp_proxy_upstream_up: 1,
    mcp_proxy_streams_open: 0,
    mcp_proxy_connections_turned_away_total: 0,
  };
  expect(Object.fromEntries(Object.keys(expected).map((sample) => [sample, after(sample)]))).toEqual(
    expected,
  );
  expect(after('mcp_proxy_connections')).toBeGreaterThan(0);
  expect(after('http_request_duration_seconds_sum{method="POST"}')).toBeGreaterThan(0);
});

it('tells of the process as others do', async () => {
  const sample = await scrape();
  expect(sample('process_resident_memory_bytes')).toBeGreaterThan(2 ** 20);
  expect(sample('nodejs_heap_size_used_bytes')).toBeGreaterThan(2 ** 20);
  expect(sample('process_cpu_seconds_total')).toBeGreaterThan(0);
});

it('answers /health as the proxy does, and nothing else', async () => {
  const at = (path: string, init: RequestInit = {}) => fetch(new URL(path, metrics.url), init);
  expect(await (await at('/health')).json()).toMatchObject({ status: 'healthy', sessions: 0 });
  expect(await (await at('/health/live')).json()).toEqual({ status: 'alive' });
  expect((await at('/')).status).toBe(404);
  const head = await at('/metrics', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  for (const method of ['POST', 'DELETE', 'OPTIONS']) {
    const refused = await at('/metrics', { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
  await proxy.close();
  const closing = await at('/health');
  expect([closing.status, await closing.json()]).toMatchObject([503, { reason: 'closing' }]);
});
