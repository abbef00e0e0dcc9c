import { describe, expect, it } from 'vitest';
import { everyReport } from './every-report.js';
import { findingsOf } from './findings-of.js';
import { forEver } from './site-examples.js';
import { siteOf } from './site-of.js';
import { type SeriesOptions, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const SEEDS = [1, 2, 3];
const leak: SyntheticSite = { name: 'keep', arrivals: () => 12, lifetime: forEver };

/** What the captures one after the other say of `keep`. */
function looksAt(site: SyntheticSite, options: SeriesOptions) {
  return everyReport(syntheticSeries([site], options)).map((report) => siteOf(report, 'keep'));
}

/** From 1, as a person counts captures; 0 for never. */
function firstRed(site: SyntheticSite, options: SeriesOptions): number {
  return (
    1 + everyReport(syntheticSeries([site], options)).findIndex((report) => findingsOf(report).length > 0)
  );
}

describe.each(SEEDS)('a process that ran for long before the first capture (seed %i)', (seed) => {
  const options = { rounds: 16, before: 120, seed };

  it('shows a cache of fixed lifetime no sooner than it is confirmed, and says what it may be', () => {
    const looks = looksAt({ ...leak, lifetime: () => 20 }, options);
    expect(looks.slice(0, 12).map(({ verdict }) => verdict)).not.toContain('leak');
    const found = looks.find(({ verdict }) => verdict === 'leak');
    expect(found?.confirmed).toBe(true);
    expect(found?.caveat).toMatch(/^hardly anything allocated here before the first capture is left/);
  });

  it('shows a leak as soon as ever, since what leaked before is there', () => {
    const looks = looksAt(leak, options);
    expect(looks.findIndex(({ verdict }) => verdict === 'leak')).toBeLessThan(10);
    expect(looks.at(-1)!.caveat).toMatch(/^nothing kept here was freed within 15,000 sessions/);
  });
});

describe.each(SEEDS)('a leak is red (seed %i)', (seed) => {
  it('at the 8th capture where a round of work was done before the first', () => {
    expect(firstRed(leak, { rounds: 16, seed })).toBe(8);
  });

  it('at the 9th where the first was read at once: what came up to the second is start-up', () => {
    const arrivals = (round: number): number => (round === 0 ? 0 : 12);
    expect(firstRed({ ...leak, arrivals }, { rounds: 16, seed })).toBe(9);
  });
});
