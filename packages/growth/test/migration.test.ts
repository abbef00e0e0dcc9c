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
