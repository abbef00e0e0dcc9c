/** What Go's net/http/pprof answers, row by row, and what scrapers make of it. */
import { readProfile } from '@heaptide/profile';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesUnder, startWorkbench, type Workbench } from './workbench.js';

const INTERVAL = 16 * 1024;

let bench: Workbench;

beforeAll(async () => {
  bench = await startWorkbench({ env: { HEAPTIDE_INTERVAL: String(INTERVAL) } });
  await bench.tell('/keep?n=100000');
});

afterAll(async () => bench.program.stop());

describe('GET /debug/pprof/heap', () => {
  it('is a gzipped profile.proto, as a file', async () => {
    const answer = await bench.get('/debug/pprof/heap');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="heap"',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.has('content-length')).toBe(false);
    expect(answer.headers.has('content-encoding')).toBe(false);
    expect(answer.headers.has('x-go-pprof')).toBe(false);
    const body = new Uint8Array(await answer.arrayBuffer());
    expect([...body.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const profile = await readProfile(body);
    expect(profile.sampleTypes).toEqual([
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ]);
    expect(profile).toMatchObject({ defaultSampleType: 'inuse_space', period: INTERVAL, durationNanos: 0n });
    expect(Math.abs(Number(profile.timeNanos / 1_000_000n) - Date.now())).toBeLessThan(5000);
    expect(profile.mappings.length).toBe(1);
  });

  it('gives every location the same address, not 0, in every profile', async () => {
    const addresses = async (): Promise<Map<string, bigint>> => {
      const { profile } = await bench.capture();
      const { locations, functions, strings } = profile;
      const rows = Array.from({ length: locations.length }, (_, row): [string, bigint] => {
        const line = locations.lineOffsets[row]!;
        const func = locations.lineFunction[line]!;
        const name = `${strings.get(functions.name[func]!)} ${strings.get(functions.filename[func]!)}`;
        return [
          `${name}:${locations.lineNumber[line]}:${locations.lineColumn[line]}`,
          locations.address[row]!,
        ];
      });
      return new Map(rows);
    };
    const [first, second] = [await addresses(), await addresses()];
    expect(first.size).toBeGreaterThan(5);
    expect(new Set(first.values()).size).toBe(first.size);
    expect([...first.values()]).not.toContain(0n);
    for (const [location, address] of second) {
      if (first.has(location)) expect([location, first.get(location)]).toEqual([location, address]);
    }
  });

  it.each([
    ['gc=1', 'forced'],
    ['gc=2', 'forced'],
    ['gc=0', 'none'],
    ['gc=x', 'none'],
    ['gc=-1', 'none'],
  ])('%s has a collection %s', async (query, gc) => {
    expect((await bench.capture(query)).metadata!.gc).toBe(gc);
  });

  it.each(['debug=1', 'debug=2', 'debug=-1'])('%s is text, and no file', async (query) => {
    const answer = await bench.get(`/debug/pprof/heap?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.has('content-disposition')).toBe(false);
  });

  it('debug=x is debug=0', async () => {
    const answer = await bench.get('/debug/pprof/heap?debug=x');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  });
});

describe('seconds=N', () => {
  it('is what came and went between two moments', async () => {
    await bench.tell('/keep?n=50000');
    const asked = performance.now();
    const begun = bench.get('/debug/pprof/heap?seconds=2&gc=1');
    await sleep(700);
    await bench.tell('/keep?n=100000');
    const answer = await begun;
    expect(performance.now() - asked).toBeGreaterThan(1990);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="heap-delta"');
    const profile = await readProfile(new Uint8Array(await answer.arrayBuffer()));
    expect(Number(profile.durationNanos) / 1e9).toBeGreaterThan(1.9);
    expect(Number(profile.durationNanos) / 1e9).toBeLessThan(4);
    const end = Number(profile.timeNanos / 1_000_000n);
    expect(Math.abs(end - Date.now())).toBeLessThan(2000);
    const gained = bytesUnder({ profile, metadata: undefined }, 'keepSessions');
    const whole = await bench.capture('gc=1');
    const perObject = bytesUnder(whole, 'keepSessions') / 250_000;
    expect(gained / (100_000 * perObject)).toBeGreaterThan(0.7);
    expect(gained / (100_000 * perObject)).toBeLessThan(1.3);
  });

  it('is negative for what was let go', async () => {
    const begun = bench.get('/debug/heap?seconds=1&gc=1');
    await sleep(300);
    await bench.tell('/drop');
    const profile = await readProfile(new Uint8Array(await (await begun).arrayBuffer()));
    expect(bytesUnder({ profile, metadata: undefined }, 'keepSessions')).toBeLessThan(-5e6);
  });

  it('names the file after the profile', async () => {
    const answer = await bench.get('/debug/pprof/allocs?seconds=1');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="allocs-delta"');
  });

  it('stops at once when the client goes away, and serves others meanwhile', async () => {
    const clients = Array.from({ length: 4 }, () => {
      const client = request(`${bench.agent}/debug/heap?seconds=200`);
      client.on('error', () => undefined).end();
      return client;
    });
    await sleep(500);
    expect((await bench.get('/debug/heap?seconds=1')).status).toBe(429);
    expect((await bench.get('/debug/heap')).status).toBe(200);
    for (const client of clients) client.destroy();
    await sleep(200);
    expect((await bench.get('/debug/heap?seconds=1')).status).toBe(200);
  });
});

describe('errors', () => {
  it.each([
    ['/debug/pprof/heap?seconds=0', 400, 'invalid value for "seconds" - must be a positive integer'],
    ['/debug/pprof/heap?seconds=-1', 400, 'invalid value for "seconds" - must be a positive integer'],
    ['/debug/pprof/heap?seconds=x', 400, 'invalid value for "seconds" - must be a positive integer'],
    ['/debug/pprof/heap?seconds=1&debug=1', 400, 'seconds and debug params are incompatible'],
    ['/debug/pprof/heap?seconds=100000', 400, "profile duration exceeds server's WriteTimeout"],
    ['/debug/pprof/heap/', 404, 'Unknown profile'],
    ['/debug/pprof/nosuch', 404, 'Unknown profile'],
    // What scrapers ask for by default and a heap endpoint does not have.
    ['/debug/pprof/profile?seconds=14', 404, 'Unknown profile'],
    ['/debug/pprof/goroutine', 404, 'Unknown profile'],
    ['/debug/pprof/mutex', 404, 'Unknown profile'],
    ['/debug/pprof/block', 404, 'Unknown profile'],
    ['/debug/pprof/delta_heap', 404, 'Unknown profile'],
  ])('%s is %i, told as Go tells it and at once', async (path, status, message) => {
    const asked = performance.now();
    const answer = await bench.get(path);
    expect(performance.now() - asked).toBeLessThan(500);
    expect([answer.status, await answer.text()]).toEqual([status, `${message}\n`]);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-go-pprof')).toBe('1');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.has('content-disposition')).toBe(false);
  });
});

describe('the index', () => {
  it('is HTML at /debug/pprof/, and without the slash leads there', async () => {
    const answer = await bench.get('/debug/pprof', { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/debug/pprof/']);
    const index = await bench.get('/debug/pprof/');
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const links = [...(await index.text()).matchAll(/href="([^"]+)"/g)].map(([, path]) => path!);
    expect(links).toContain('/debug/heap');
  });
});
