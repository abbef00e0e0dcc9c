import { describe, expect, it } from 'vitest';
import { ExactSites, type ExactSitesOptions } from '../../../src/isolate/exact/exact-sites.js';
import type { SamplerKeeper } from '../../../src/isolate/sampler-keeper.js';
import { FakeV8, sample } from '../fake-v8.js';

/** Exact sites of an isolate of which `log` tells what was done to its code. */
class Bench {
  readonly log: string[] = [];
  readonly v8 = new FakeV8();
  readonly keeper: SamplerKeeper = this.v8.keeper();
  now = 0;
  coverage = false;
  readonly sites: ExactSites;

  constructor(options: Partial<ExactSitesOptions> = {}) {
    this.keeper.start();
    this.sites = new ExactSites({
      v8: {
        setFlag: (flag, on) => this.log.push(`${on ? '' : 'no '}${flag}`),
        deoptimizeAll: () => this.log.push('deoptimize'),
        measuresCoverage: () => this.coverage,
      },
      keeper: this.keeper,
      flags: ['turbo-inlining', 'maglev-inlining'],
      obstacle: undefined,
      now: () => 1_000_000 + this.now,
      elapsed: () => this.now,
      ...options,
    });
  }

  get gaps(): string[] {
    return this.keeper.state.gaps.map(({ reason }) => reason);
  }
}

const OFF = ['no turbo-inlining', 'no maglev-inlining', 'deoptimize'];
const ON = ['turbo-inlining', 'maglev-inlining', 'deoptimize'];

it('turns inlining off, and back on when the time is over; the samples begin anew at both ends', () => {
  const bench = new Bench();
  const { sites, log } = bench;
  bench.v8.samples = [sample(5)];
  expect(sites.wish({ seconds: 10 })).toEqual({
    exactSites: true,
    always: false,
    until: 1_010_000,
    interval: 4096,
    pauseMs: 0,
  });
  expect(log).toEqual(OFF);
  expect(sites.state).toEqual({ until: 1_010_000 });
  expect(bench.gaps).toEqual(['exact sites were switched on']);
  expect(bench.keeper.state.clockBase).toBe(5 * 4096);
  bench.now = 9999;
  sites.endIfOver();
  expect(log).toEqual(OFF);
  bench.now = 10_000;
  sites.endIfOver();
  sites.endIfOver();
  expect(log).toEqual([...OFF, ...ON]);
  expect(sites.state).toBeUndefined();
  expect(bench.gaps).toEqual(['exact sites were switched on', 'exact sites ended']);
});

it('touches only the flags that were on', () => {
  const { sites, log } = new Bench({ flags: ['maglev-inlining'] });
  sites.wish({ seconds: 1 });
  sites.end();
  expect(log).toEqual(['no maglev-inlining', 'deoptimize', 'maglev-inlining', 'deoptimize']);
});

it('is prolonged by a second wish, and not cut short by it', () => {
  const bench = new Bench();
  const { sites } = bench;
  sites.wish({ seconds: 10 });
  bench.now = 6000;
  expect(sites.wish({ seconds: 2 })).toMatchObject({ until: 1_010_000 });
  expect(sites.wish({ seconds: 10 })).toMatchObject({ until: 1_016_000 });
  expect(bench.log).toEqual(OFF);
  expect(bench.gaps).toHaveLength(1);
  bench.now = 15_000;
  sites.endIfOver();
  expect(sites.state).toBeDefined();
});

it('ends at once by a wish for no time, also where there is nothing to be ended', () => {
  const bench = new Bench();
  bench.sites.wish({ seconds: 10 });
  expect(bench.sites.wish({ seconds: 0 })).toEqual({
    exactSites: false,
    always: false,
    interval: 4096,
    pauseMs: 0,
  });
  expect(bench.sites.wish({ seconds: 0 })).toMatchObject({ exactSites: false });
  expect(bench.log).toEqual([...OFF, ...ON]);
});

it('begins anew where the last time was over and nobody had looked', () => {
  const bench = new Bench();
  bench.sites.wish({ seconds: 10 });
  bench.now = 20_000;
  expect(bench.sites.wish({ seconds: 10 })).toMatchObject({ until: 1_030_000 });
  expect(bench.log).toEqual([...OFF, ...ON, ...OFF]);
});

it('samples at another interval meanwhile', () => {
  const bench = new Bench();
  expect(bench.sites.wish({ seconds: 10, interval: 8192 })).toMatchObject({ interval: 8192 });
  expect(bench.sites.wish({ seconds: 10, interval: 8192 })).toMatchObject({ interval: 8192 });
  expect(bench.sites.wish({ seconds: 10 })).toMatchObject({ interval: 8192 });
  expect(bench.gaps).toHaveLength(1);
  expect(bench.sites.wish({ seconds: 10, interval: 16_384 })).toMatchObject({ interval: 16_384 });
  expect(bench.gaps).toHaveLength(2);
  bench.sites.end();
  expect(bench.keeper.state.interval).toBe(4096);
});

it('changes nothing in a process that was started so', () => {
  const bench = new Bench({ flags: [] });
  const always = { exactSites: true, always: true, interval: 4096, pauseMs: 0 };
  expect(bench.sites.wish({ seconds: 10, interval: 8192 })).toEqual(always);
  expect(bench.sites.wish({ seconds: 0 })).toEqual(always);
  expect([bench.log, bench.gaps, bench.sites.state]).toEqual([[], [], undefined]);
});

describe('refuses, and changes nothing,', () => {
  it('where the start of the process speaks against it', () => {
    const bench = new Bench({ obstacle: 'of the start' });
    expect(bench.sites.wish({ seconds: 10 })).toEqual({ refused: 'of the start' });
    expect([bench.log, bench.gaps, bench.sites.state]).toEqual([[], [], undefined]);
  });

  it('where somebody measures coverage', () => {
    const bench = new Bench();
    bench.coverage = true;
    expect(bench.sites.wish({ seconds: 10 })).toEqual({
      refused: expect.stringContaining('coverage') as string,
    });
    expect([bench.log, bench.gaps, bench.sites.state]).toEqual([[], [], undefined]);
  });

  it('where the sampler is somebody else’s', () => {
    const bench = new Bench();
    bench.v8.samples = [sample(7)];
    bench.keeper.read();
    bench.v8.samples = [sample(1)];
    bench.keeper.read();
    expect(bench.sites.wish({ seconds: 10 })).toEqual({
      refused: expect.stringContaining('another tool') as string,
    });
    expect([bench.log, bench.sites.state]).toEqual([[], undefined]);
  });
});

it('leaves the code to those who have begun to measure coverage meanwhile', () => {
  const bench = new Bench();
  bench.sites.wish({ seconds: 10 });
  bench.coverage = true;
  bench.sites.end();
  expect(bench.log).toEqual([...OFF, 'turbo-inlining', 'maglev-inlining']);
  expect(bench.gaps).toHaveLength(2);
});

it('puts the flags back where V8 does not deoptimize', () => {
  const log: string[] = [];
  const v8 = {
    setFlag: (flag: string, on: boolean) => log.push(`${on ? '' : 'no '}${flag}`),
    deoptimizeAll: () => {
      throw new Error('the inspector is not to be had');
    },
    measuresCoverage: () => false,
  };
  const bench = new Bench({ v8, flags: ['turbo-inlining'] });
  expect(() => bench.sites.wish({ seconds: 10 })).toThrow('not to be had');
  expect([log, bench.sites.state, bench.gaps]).toEqual([
    ['no turbo-inlining', 'turbo-inlining'],
    undefined,
    [],
  ]);
});
