import { describe, expect, it } from 'vitest';
import { everyReport } from './every-report.js';
import { findingsOf } from './findings-of.js';
import { forEver, inFlight, leak, ring } from './site-examples.js';
import {
  ROUTE,
  SAMPLE_BYTES,
  type SyntheticFrame,
  type SyntheticSite,
  syntheticSeries,
} from './synthetic-series.js';

const MEMBERS = 40;
const ROUNDS = 20;
const RATE = 16;

/** A leak to which many functions add in turn: too little by itself to be a finding within the rounds. */
function spread(prefix: string, ...callers: readonly SyntheticFrame[]): SyntheticSite {
  let samples = 0;
  const stack = (): SyntheticFrame[] => [`${prefix}${samples++ % MEMBERS}`, ...callers];
  return { name: prefix, arrivals: () => RATE, lifetime: forEver, stack };
}

function lastFindings(sites: readonly SyntheticSite[], seed: number) {
  return findingsOf(everyReport(syntheticSeries(sites, { rounds: ROUNDS, seed })).at(-1)!);
}

describe.each([1, 2, 3])('a leak spread over forty functions (seed %i)', (seed) => {
  it('is a finding on the function that calls them, with their names', () => {
    const [found, ...others] = lastFindings([spread('field', 'newSession', ROUTE), inFlight], seed);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ function: 'newSession', verdict: 'leak', confirmed: true });
    const { part } = found!;
    if (part?.kind !== 'callees') throw new Error('no part of callees');
    const names = Array.from({ length: MEMBERS }, (_, i) => `field${i}`);
    expect(part.callees.map((frame) => frame.function).sort()).toEqual(names.sort());
    expect(found!.path.map((frame) => frame.function)).toEqual(['route', 'newSession']);
  });

  it('has the growth of all, and their live bytes', () => {
    const series = syntheticSeries([spread('field', 'newSession', ROUTE)], { rounds: ROUNDS, seed });
    const [found] = findingsOf(everyReport(series).at(-1)!);
    const live = series.map(({ profile }) => profile.samples.length * SAMPLE_BYTES);
    expect(found!.inuseSpace).toEqual(live);
    expect(found!.slope.perUnit).toBeCloseTo((live.at(-1)! - live[0]!) / (1000 * (ROUNDS - 1)), 6);
    expect(found!.evidence).toMatchObject({ samples: series.at(-1)!.profile.samples.length, deaths: 0 });
  });

  it('is told at the deepest function that it can be told at', () => {
    const below = spread('below', 'newVisitor', 'newSession', ROUTE);
    const beside = spread('beside', 'newSession', ROUTE);
    const found = lastFindings([below, beside], seed);
    expect(found.map((site) => site.function)).toEqual(['newVisitor']);
  });

  it('is not shown before a finding on a site could be confirmed', () => {
    const series = syntheticSeries([spread('field', 'newSession', ROUTE)], { rounds: ROUNDS, seed });
    const red = everyReport(series).findIndex((report) => findingsOf(report).length > 0);
    expect(red).toBeGreaterThanOrEqual(12);
  });

  it('is not told where one of them is a finding: that says more', () => {
    const more: SyntheticSite = { ...leak, stack: () => ['field0', 'newSession', ROUTE] };
    const found = lastFindings([spread('field', 'newSession', ROUTE), more], seed);
    expect(found.map((site) => site.function)).toEqual(['field0']);
  });
});

describe('functions that share a caller', () => {
  it.each([1, 2, 3])('make no finding together where each is in balance (seed %i)', (seed) => {
    const balanced = Array.from({ length: MEMBERS }, (_, i): SyntheticSite => ({
      name: `field${i}`,
      arrivals: () => 3,
      lifetime: (_, random) => (1 + (i % 5)) * random(),
      stack: () => [`field${i}`, 'newSession', ROUTE],
    }));
    for (const report of everyReport(syntheticSeries(balanced, { rounds: ROUNDS, seed }))) {
      expect(findingsOf(report)).toEqual([]);
    }
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
  'an inlined cache that fills beside a ring under one caller is no finding (seed %i)',
  (seed) => {
    const cache: SyntheticSite = {
      name: 'cache',
      arrivals: (round) => 20 * Math.exp(-round / 5),
      lifetime: forEver,
      stack: (round) => (round < 6 ? ['newEntry', 'store', ROUTE] : ['store', ROUTE]),
    };
    for (const report of everyReport(syntheticSeries([cache, ring], { rounds: 24, seed }))) {
      expect(findingsOf(report).map((site) => site.function)).toEqual([]);
    }
  },
);
