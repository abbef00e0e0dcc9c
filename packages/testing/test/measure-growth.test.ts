import { describe, expect, it, vi } from 'vitest';
import { expectNoGrowth, GrowthError, heaptideMatchers, measureGrowth } from '../src/index.js';
import '../src/vitest.js';

expect.extend(heaptideMatchers);

const LIMIT_MS = 60_000;

/** A function that keeps some 2 KiB a call, and the name of what must be found. */
function leaking() {
  const kept: number[][] = [];
  return function keepForEver() {
    kept.push(new Array<number>(250).fill(0.5));
  };
}

describe('measuring growth in this process', () => {
  it(
    'names the site, the bytes per call and the path of a leak',
    async () => {
      const error: unknown = await expectNoGrowth(leaking(), { iterations: 20 }).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(GrowthError);
      const { message, measurement } = error as GrowthError;
      expect(message).toMatch(
        /^memory grows with every call: 1 site in \d+ calls \(\d+ readings of the heap, a sample every 1024 B\)$/m,
      );
      expect(message).toMatch(/^ {2}leak in keepForEver: \S+ (B|KiB) per call \(.+ to .+\)$/m);
      expect(message).toMatch(/^ {4}at keepForEver \(.*measure-growth\.test\.ts:\d+:\d+\)$/m);
      const [site] = measurement.report.sites;
      const size = 250 * 8 + 16;
      expect(site!.slope.perUnit / size).toBeGreaterThan(0.7);
      expect(site!.slope.perUnit / size).toBeLessThan(1.4);
    },
    LIMIT_MS,
  );

  it(
    'counts calls: of the rounds that were asked for, and no others',
    async () => {
      let called = 0;
      const { calls, report } = await measureGrowth(() => called++, { iterations: 7, rounds: 15, warmup: 3 });
      expect(report.captures.map(({ work }) => work.calls)).toEqual(
        Array.from(report.captures, (_, reading) => 7 * reading),
      );
      expect(report.captures.length).toBeGreaterThanOrEqual(16);
      expect(calls).toBe(7 * (report.captures.length - 1));
      expect(called).toBe(calls + 3 * 7);
      expect(report.verdict).toBe('clean');
    },
    LIMIT_MS,
  );

  it(
    'waits for another measurement of the same thread',
    async () => {
      let running = 0;
      let most = 0;
      const work = async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      };
      await Promise.all([measureGrowth(work, { iterations: 1 }), measureGrowth(work, { iterations: 1 })]);
      expect(most).toBe(1);
    },
    LIMIT_MS,
  );

  it('passes on what the function throws, and measures again after that', async () => {
    const failing = () => {
      throw new Error('out of order');
    };
    await expect(expectNoGrowth(failing)).rejects.toThrow('out of order');
    await expect(measureGrowth(() => undefined, { iterations: 1 })).resolves.toMatchObject({
      interval: 1024,
    });
  });

  it('refuses what cannot be measured', async () => {
    await expect(expectNoGrowth(() => 1, { rounds: 13 })).rejects.toThrow(
      /rounds must be a whole number from 14/,
    );
    await expect(expectNoGrowth(() => 1, { iterations: 0 })).rejects.toThrow(RangeError);
    await expect(expectNoGrowth(() => 1, { interval: 1.5 })).rejects.toThrow(RangeError);
    await expect(expect(42).not.toGrow()).rejects.toThrow(/toGrow takes a function/);
  });

  it(
    'works under fake timers',
    async () => {
      vi.useFakeTimers();
      try {
        await expect(leaking()).toGrow({ iterations: 20 });
      } finally {
        vi.useRealTimers();
      }
    },
    LIMIT_MS,
  );
});

describe('the matcher', () => {
  it(
    'says of a failure what a person needs',
    async () => {
      await expect(expect(leaking()).not.toGrow({ iterations: 20 })).rejects.toThrow(/leak in keepForEver/);
      await expect(expect(() => [1, 2, 3]).toGrow({ iterations: 20 })).rejects.toThrow(
        /^no site was confirmed to grow in \d+ calls: clean, /,
      );
    },
    LIMIT_MS,
  );
});
