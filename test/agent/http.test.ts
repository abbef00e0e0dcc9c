import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkbench, type Workbench } from './workbench.js';

let bench: Workbench;

beforeAll(async () => {
  bench = await startWorkbench({ env: { HEAPTIDE_INTERVAL: '65536' } });
});

afterAll(async () => bench.program.stop());

/** `fetch` sets Host itself. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${bench.agent}/debug/heap`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('/debug/heap', () => {
  it.each([
    ['/debug/heap', 'heap'],
    ['/debug/pprof/heap', 'heap'],
    ['/debug/pprof/allocs', 'allocs'],
    ['/debug/heap?seconds=1', 'heap-delta'],
    ['/debug/heap?kind=external', 'heap'],
  ])('%s is a file in gzip', async (path, name) => {
    const answer = await bench.get(path);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.has('content-encoding')).toBe(false);
    const body = new Uint8Array(await answer.arrayBuffer());
    expect([...body.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  it('answers HEAD without a body', async () => {
    const answer = await bench.get('/debug/heap', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });

  it('is a table for people with debug=1', async () => {
    const answer = await bench.get('/debug/heap?debug=1');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toMatch(/^service workbench\.mjs, pid \d+, /);
  });
});

it('gives statistics as JSON', async () => {
  const answer = await bench.get('/debug/heap/stats');
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toMatchObject({
    schema: 'heaptide.stats/1',
    pid: bench.program.pid,
    service: 'workbench.mjs',
    memory: { heapUsed: expect.any(Number) as number, rss: expect.any(Number) as number },
    heapSpaces: expect.arrayContaining([expect.objectContaining({ name: 'old_space' })]) as object[],
    sampler: {
      owner: 'heaptide',
      native: true,
      interval: 65_536,
      reason: { asked: 65_536, text: 'as asked' },
      depth: 64,
      collects: false,
    },
    external: { live: expect.any(Number) as number, unattributed: { other: expect.any(Number) as number } },
    threads: [],
    gaps: [],
  });
});

it('lists its pages', async () => {
  const answer = await bench.get('/debug/pprof/');
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await answer.text()).toContain('href="/debug/heap"');
});

describe('errors', () => {
  it.each([
    ['/debug/pprof/profile', {}, 404, 'Unknown profile\n'],
    ['/debug/heap', { method: 'POST', body: 'x' }, 405, 'Method not allowed\n'],
  ])('%s %o is %i', async (path, init, status, body) => {
    const answer = await bench.get(path, init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-go-pprof')).toBe('1');
    expect(answer.headers.has('content-disposition')).toBe(false);
    expect(await answer.text()).toBe(body);
  });

  it('names the methods that are allowed', async () => {
    const answer = await bench.get('/debug/heap', { method: 'DELETE' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
  });

  it('refuses the Host and the pages of strangers', async () => {
    expect(await statusFor({ Host: 'evil.example' })).toBe(403);
    expect(await statusFor({ Host: 'localhost:1' })).toBe(200);
    expect(await statusFor({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusFor({ 'Sec-Fetch-Site': 'none' })).toBe(200);
  });

  it('refuses headers beyond 8 KiB', async () => {
    expect(await statusFor({ 'X-Long': 'x'.repeat(9000) })).toBe(431);
  });

  it('hangs up on a client that does not finish its request', async () => {
    const { hostname, port } = new URL(bench.agent);
    const begin = performance.now();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('GET /debug/heap HTTP/1.1\r\nHost:'));
      socket.resume().once('close', () => resolve());
    });
    expect(performance.now() - begin).toBeLessThan(9000);
  });
});
