import { describe, expect, it } from 'vitest';
import { everyReport } from './every-report.js';
import { forEver } from './site-examples.js';
import { siteOf } from './site-of.js';
import { ROUTE, SAMPLE_BYTES, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const SEEDS = [1, 2, 3];
const exponential = (mean: number) => (_: number, random: () => number) => -mean * Math.log(1 - random());

/** A function that two others call: one keeps what it gets, the other drops some of it at random. */
const keeping: SyntheticSite = {
  name: 'clone',
  arrivals: () => 4,
  lifetime: forEver,
  stack: () => ['clone', 'addSession', ROUTE],
};
const dropping: SyntheticSite = {
  name: 'clone',
  arrivals: () => 20,
  lifetime: exponential(5),
  stack: () => ['clone', 'pushRing', ROUTE],
};

describe.each(SEEDS)('a function that serves a leak and a healthy ring (seed %i)', (seed) => {
  const series = syntheticSeries([keeping, dropping], { rounds: 20, seed });
  const site = siteOf(everyReport(series).at(-1)!, 'clone');

  it('is a leak on the path of the one, though not by itself', () => {
    expect(site).toMatchObject({ verdict: 'leak', confirmed: true, part: { kind: 'path' } });
    expect(site.part).toHaveProperty('callers', [
      { function: 'addSession', file: '/app/site.js', line: 41, column: 10 },
    ]);
    expect(site.path.map((frame) => frame.function)).toEqual(['route', 'addSession', 'clone']);
  });

  it('grows by what the part keeps', () => {
    const truth = (4 * SAMPLE_BYTES) / 1000;
    expect(site.slope.low).toBeLessThan(truth);
    expect(site.slope.high).toBeGreaterThan(truth);
  });

  it('keeps the totals of the whole site', () => {
    const { samples, values } = { ...series.at(-1)!.profile, ...series.at(-1)!.profile.samples };
    expect(site.inuseSpace.at(-1)).toBe(samples.length * SAMPLE_BYTES);
    expect(site.inuseObjects.at(-1)).toBe(
      values.reduce((sum, value, i) => (i % 2 === 0 ? sum + value : sum), 0),
    );
    expect(site.evidence.samples).toBeLessThan(samples.length);
  });
});

describe('a part', () => {
  it.each(SEEDS)('is no finding any more once what it kept is freed (seed %i)', (seed) => {
    const heals: SyntheticSite = { ...keeping, lifetime: (round) => Math.max(1, 14 - round) };
    const sites = everyReport(syntheticSeries([heals, dropping], { rounds: 24, seed })).map((report) =>
      siteOf(report, 'clone'),
    );
    expect(sites.some(({ verdict, part }) => verdict === 'leak' && part?.kind === 'path')).toBe(true);
    expect(sites.at(-1)).toMatchObject({ verdict: 'bounded', confirmed: false });
    expect(sites.at(-1)).not.toHaveProperty('part');
  });

  it.each(SEEDS)('is told by the size of its objects where all come by one path (seed %i)', (seed) => {
    const parse: SyntheticSite['stack'] = () => ['parse', ROUTE];
    const filling: SyntheticSite = {
      name: 'parse',
      arrivals: (round) => 40 * Math.exp(-round / 6),
      lifetime: forEver,
      stack: parse,
      objectBytes: 64,
    };
    const leaking: SyntheticSite = {
      name: 'parse',
      arrivals: () => 3,
      lifetime: forEver,
      stack: parse,
      objectBytes: 512,
    };
    const series = syntheticSeries([filling, leaking], { rounds: 14, seed });
    const site = siteOf(everyReport(series).at(-1)!, 'parse');
    expect(site).toMatchObject({
      verdict: 'leak',
      confirmed: true,
      part: { kind: 'size', objectBytes: 512 },
    });
    expect(site.inuseSpace.at(-1)).toBe(series.at(-1)!.profile.samples.length * SAMPLE_BYTES);
  });
});

it.each(SEEDS)('a part that heals is retracted (seed %i)', (seed) => {
  const healing: SyntheticSite = { ...keeping, lifetime: (round) => Math.max(1, 14 - round) };
  const dropping: SyntheticSite = {
    name: 'clone',
    arrivals: () => 20,
    lifetime: exponential(5),
    stack: () => ['clone', 'pushRing', ROUTE],
  };
  const last = everyReport(syntheticSeries([healing, dropping], { rounds: 24, seed })).at(-1)!;
  const site = siteOf(last, 'clone');
  expect(site).toMatchObject({ verdict: 'bounded', retracted: true });
  expect(site.reason).toMatch(/^retracted: /);
});
