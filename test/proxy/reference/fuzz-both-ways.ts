import { afterEach, expect, it } from 'vitest';
import { fuzzAnswers } from './answer-fuzz.js';
import { expectAlive, HostileSetting } from './hostile-setting.js';
import { startHostileUpstream } from './hostile-upstream.js';
import { HAS_MANY_ADDRESSES } from './loopback-client.js';
import { fuzzRequests } from './request-fuzz.js';

const LIMITS = { headTimeoutMs: 500, requestTimeoutMs: 1_000, keepAliveTimeoutMs: 500 };

/** Two tests: `cases` inputs of clients, and as many answers of an upstream, all made from one seed. */
export function fuzzBothWays({ seed, cases }: { readonly seed: number; readonly cases: number }): void {
  const setting = new HostileSetting();
  const fuzz = { seed, cases, concurrency: 200, timeoutMs: 10_000 };
  afterEach(() => setting.end());

  it.runIf(HAS_MANY_ADDRESSES)(
    `${cases} inputs of clients reach the upstream as what they are, or not at all`,
    async () => {
      const upstream = await setting.strictUpstream();
      const proxy = await setting.proxyTo(upstream.origin, LIMITS);
      const result = await fuzzRequests({ ...fuzz, proxyUrl: proxy.url, upstream });
      console.log(`seed ${seed}`, result);
      expect(result.failures).toEqual([]);
      expect(upstream.violations).toEqual([]);
      expect(result.forwarded).toBeGreaterThan(cases / 3);
      await expectAlive(proxy);
    },
  );

  it.runIf(HAS_MANY_ADDRESSES)(
    `${cases} answers of an upstream reach their clients as what they are, or as failures`,
    async () => {
      const upstream = await startHostileUpstream(seed);
      setting.onEnd(() => upstream.close());
      const proxy = await setting.proxyTo(upstream.origin, LIMITS);
      const result = await fuzzAnswers({ ...fuzz, proxyUrl: proxy.url });
      console.log(`seed ${seed}`, result);
      expect(result.failures).toEqual([]);
      expect(result.passed).toBeGreaterThan(cases / 4);
      expect(result.replaced).toBeGreaterThan(cases / 20);
      expect(result.broken).toBeGreaterThan(cases / 50);
      expect(result.lost).toBeLessThan(cases / 50);
      await expectAlive(proxy);
    },
  );
}
