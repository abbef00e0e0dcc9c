import { describe, expect, it } from 'vitest';
import { parsePrometheusText } from '../../packages/proxy/test/metrics/prometheus-text.js';
import { send } from '../proxy/http-client.js';
import { waitFor } from '../proxy/proxy-under-test.js';
import { missingRedis, startRedis } from '../store/redis-server.js';
import { afterTest, anUpstream, logged, logOf, startProxyProgram } from './proxy-program.js';

describe.skipIf(missingRedis !== undefined)('--store', () => {
  it('shares sessions between proxies, and tells when it is out of reach and when it is back', async () => {
    const upstream = await anUpstream();
    upstream.answer = (request, response) => {
      request.resume();
      response.setHeader('Mcp-Session-Id', 'session-1').end();
    };
    const redis = await startRedis();
    afterTest(() => redis.stop());
    const env = { HEAPTIDE_STORE: `redis://127.0.0.1:${redis.port}/0` };
    const args = ['--upstream', upstream.origin, '--unknown-sessions', 'refuse'];
    const first = await startProxyProgram([...args, '--metrics-addr', ':0'], { env });
    const second = await startProxyProgram(args, { env });
    expect((await send(first.url, { method: 'POST', body: ['{"method":"initialize"}'] })).status).toBe(200);
    const ask = (id: string) => send(second.url, { headers: { 'Mcp-Session-Id': id } });
    expect((await ask('session-1')).status).toBe(200);
    expect((await ask('session-2')).status).toBe(404);

    const { metrics } = await logged(first, 'started');
    const storeUp = async () => {
      const families = parsePrometheusText((await send(String(metrics))).body.toString());
      return families.get('mcp_proxy_store_up')?.samples.get('mcp_proxy_store_up');
    };
    expect(await storeUp()).toBe(1);
    await redis.stop();
    expect(await logged(first, 'session store down')).toMatchObject({ level: 'warn' });
    expect(await storeUp()).toBe(0);
    expect((await send(new URL('/health', first.url))).status).toBe(503);
    expect((await ask('session-1')).status).toBe(503);
    const again = await startRedis({ port: redis.port });
    afterTest(() => again.stop());
    await waitFor('the store', async () => (await storeUp()) === 1);
    const ups = () => logOf(first).filter(({ message }) => message === 'session store up');
    await waitFor('the log', () => ups().length === 2);
    await first.stop();
    expect(await first.exited).toBe(0);
  });

  it('ends within its bound where the store is out of reach', async () => {
    const upstream = await anUpstream();
    const env = { HEAPTIDE_STORE: 'redis://user:secret@127.0.0.1:1/0' };
    const proxy = await startProxyProgram(['--upstream', upstream.origin], { env });
    await logged(proxy, 'session store down');
    const startedAt = performance.now();
    await proxy.stop();
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(await proxy.exited).toBe(0);
    expect(proxy.stderr()).not.toContain('secret');
  });
});
