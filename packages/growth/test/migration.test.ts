import { describe, expect, it } from 'vitest';
import { everyReport } from './every-report.js';
import { findingsOf } from './findings-of.js';
import { forEver } from './site-examples.js';
import { siteOf } from './site-of.js';
import { ROUTE, SAMPLE_BYTES, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

/** V8 inlines `newEntry` into `store` in that round: from then on what it allocates stands under its caller. */
function inlinedIn(round: number, site: Omit<SyntheticSite, 'name' | 'stack'>): SyntheticSite {
  const stack: SyntheticSite['stack'] = (now) =>
    now < round ? ['newEntry', 'store', ROUTE] : ['store', ROUTE];
  return { ...site, name: 'newEntry', stack };
}

const notExact = { exactSites: false };

// Seeds with which the caller by itself looks like a leak.
describe.each([9, 11, 12])(
  'a cache that moves from a function to its caller while it fills (seed %i)',
  (seed) => {
    it.each([6, 8, 10])('is never a finding (inlined in round %i)', (round) => {
      const cache = inlinedIn(round, { arrivals: (now) => 30 * Math.exp(-now / 6), lifetime: forEver });
      for (const report of everyReport(syntheticSeries([cache], { rounds: 24, seed, metadata: notExact }))) {
        expect(findingsOf(report)).toEqual([]);
      }
    });
  },
);

describe.each([2, 3, 4])(
  'a cache that moves to a caller with short-lived objects of its own (seed %i)',
  (seed) => {
    it('is never a finding: those are no sign that what filled the cache goes on', () => {
      const cache = inlinedIn(7, { arrivals: (now) => 30 * Math.exp(-now / 6), lifetime: forEver });
      const own: SyntheticSite = {
        name: 'store',
        arrivals: () => 40,
        lifetime: (_, random) => 2 * random(),
        objectBytes: 2000,
      };
      const captures = syntheticSeries([cache, own], { rounds: 24, seed, metadata: notExact });
      for (const report of everyReport(captures)) expect(findingsOf(report)).toEqual([]);
    });
  },
);

describe.each([1, 2, 3])('a leak whose objects change their size (seed %i)', (seed) => {
  it.each([8, 10, 12])('goes on as the same finding (from round %i)', (round) => {
    const part = (isOne: (now: number) => boolean, objectBytes: number): SyntheticSite => ({
      name: 'newEntry',
      arrivals: (now) => (isOne(now) ? 20 : 0),
      lifetime: forEver,
      objectBytes,
    });
    const leak = [part((now) => now < round, 800), part((now) => now >= round, 940)];
    const reports = everyReport(syntheticSeries(leak, { rounds: 24, seed, metadata: notExact }));
    const first = reports.findIndex((report) => findingsOf(report).length > 0);
    expect(first).toBeLessThan(9);
    for (const report of reports.slice(first)) expect(siteOf(report, 'newEntry').verdict).toBe('leak');
    expect(siteOf(reports.at(-1)!, 'newEntry').confirmed).toBe(true);
  });
});

describe.each([1, 2, 3])('a leak that moves from a function to its caller (seed %i)', (seed) => {
  it('is found under either: at first with a path through both, then with the former as candidate', () => {
    const leak = inlinedIn(10, { arrivals: () => 5, lifetime: forEver });
    const reports = everyReport(syntheticSeries([leak], { rounds: 24, seed, metadata: notExact }));
    const before = siteOf(reports[9]!, 'newEntry');
    expect(before.verdict).toBe('leak');
    expect(before.path.map((frame) => frame.function)).toEqual(['route', 'store', 'newEntry']);
    const found = siteOf(reports.at(-1)!, 'store');
    expect(found).toMatchObject({ verdict: 'leak', confirmed: true, uncertainSite: true });
    expect(found.path.map((frame) => frame.function)).toEqual(['route', 'store']);
    expect(found.candidates?.map((frame) => frame.function)).toEqual(['newEntry']);
    const truth = (5 * SAMPLE_BYTES) / 1000;
    expect(found.slope.low).toBeLessThan(truth);
    expect(found.slope.high).toBeGreaterThan(truth);
  });

  it('is told from one that begins late', () => {
    const late = inlinedIn(Infinity, { arrivals: (round) => (round < 12 ? 0 : 6), lifetime: forEver });
    const reports = everyReport(syntheticSeries([late], { rounds: 30, seed, metadata: notExact }));
    expect(siteOf(reports.at(-1)!, 'newEntry')).toMatchObject({ verdict: 'leak', confirmed: true });
  });
});
