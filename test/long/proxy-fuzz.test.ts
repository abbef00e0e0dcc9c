import { afterEach, expect, it } from 'vitest';
import { fuzzAnswers } from '../proxy/reference/answer-fuzz.js';
import { expectAlive, HostileSetting } from '../proxy/reference/hostile-setting.js';
import { startHostileUpstream } from '../proxy/reference/hostile-upstream.js';
import { HAS_MANY_ADDRESSES } from '../proxy/reference/loopback-client.js';
import { fuzzRequests } from '../proxy/reference/request-fuzz.js';

const LIMITS = { headTimeoutMs: 500, requestTimeoutMs: 1_000, keepAliveTimeoutMs: 500 };
/** HEAPTIDE_FUZZ_SEED repeats a run; without it every run tries other inputs. */
const SEED = Number(process.env.HEAPTIDE_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const CASES = Number(process.env.HEAPTIDE_FUZZ_CASES ?? 100_000);
const FUZZ = { seed: SEED, cases: CASES, concurrency: 200, timeoutMs: 10_000 };

const setting = new HostileSetting();
afterEach(() => setting.end());

it.runIf(HAS_MANY_ADDRESSES)(
  `${CASES} inputs of clients reach the upstream as what they are, or not at all`,
  async () => {
    const upstream = await setting.strictUpstream();
    const proxy = await setting.proxyTo(upstream.origin, LIMITS);
    const result = await fuzzRequests({ ...FUZZ, proxyUrl: proxy.url, upstream });
    console.log(`seed ${SEED}`, result);
    expect(result.failures).toEqual([]);
    expect(upstream.violations).toEqual([]);
    expect(result.forwarded).toBeGreaterThan(CASES / 3);
    await expectAlive(proxy);
  },
);

it.runIf(HAS_MANY_ADDRESSES)(
  `${CASES} answers of an upstream reach their clients as what they are, or as failures`,
  async () => {
    const upstream = await startHostileUpstream(SEED);
    setting.onEnd(() => upstream.close());
    const proxy = await setting.proxyTo(upstream.origin, LIMITS);
    const result = await fuzzAnswers({ ...FUZZ, proxyUrl: proxy.url });
    console.log(`seed ${SEED}`, result);
    expect(result.failures).toEqual([]);
    expect(result.passed).toBeGreaterThan(CASES / 4);
    expect(result.lost).toBeLessThan(CASES / 50);
    await expectAlive(proxy);
  },
);
