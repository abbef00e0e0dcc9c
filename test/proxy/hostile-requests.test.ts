import { afterEach, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { send } from './http-client.js';
import { startApp } from './proxy-under-test.js';
import { fuzzAnswers, readFinal } from './reference/answer-fuzz.js';
import { startHostileUpstream } from './reference/hostile-upstream.js';
import { fuzzRequests } from './reference/request-fuzz.js';
import { startStrictUpstream } from './reference/strict-upstream.js';

const LIMITS = { headTimeoutMs: 500, requestTimeoutMs: 1_000, keepAliveTimeoutMs: 500 };
const SEED = Number(process.env.HEAPTIDE_FUZZ_SEED ?? 20_260_821);
const CASES = Number(process.env.HEAPTIDE_FUZZ_CASES ?? 3_000);
const FUZZ = { seed: SEED, cases: CASES, concurrency: 200, timeoutMs: 10_000 };

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function proxyTo(origin: string, options: object = LIMITS): Promise<Program> {
  const proxy = await startApp('fixed-proxy', { UPSTREAM: origin, PROXY_OPTIONS: JSON.stringify(options) });
  cleanUps.push(() => proxy.stop());
  return proxy;
}

/** The same process as at the beginning, in good order. */
async function expectAlive(proxy: Program): Promise<void> {
  expect(proxy.stderr()).toBe('');
  expect((await send(new URL('/health', proxy.url))).status).toBe(200);
}

describe('hostile input', () => {
  it(`${CASES} inputs of clients reach the upstream as what they are, or not at all`, async () => {
    const upstream = await startStrictUpstream();
    cleanUps.push(() => upstream.close());
    const proxy = await proxyTo(upstream.origin);
    const result = await fuzzRequests({ ...FUZZ, proxyUrl: proxy.url, upstream });
    console.log(result);
    expect(result.failures).toEqual([]);
    expect(upstream.violations).toEqual([]);
    expect(result.forwarded).toBeGreaterThan(CASES / 3);
    await expectAlive(proxy);
  });

  it(`${CASES} answers of an upstream reach their clients as what they are, or as failures`, async () => {
    const upstream = await startHostileUpstream(
      SEED,
      ({ bytes }, method) => readFinal(bytes, { method, isEnded: false }).is === 'whole',
    );
    cleanUps.push(() => upstream.close());
    const proxy = await proxyTo(upstream.origin);
    const result = await fuzzAnswers({ ...FUZZ, proxyUrl: proxy.url });
    console.log(result);
    expect(result.failures).toEqual([]);
    expect(result.passed).toBeGreaterThan(CASES / 4);
    expect(result.replaced).toBeGreaterThan(CASES / 20);
    expect(result.broken).toBeGreaterThan(CASES / 50);
    await expectAlive(proxy);
  });
});
