import { describe, expect, it } from 'vitest';
import { type GrowthReport, judgeSeries } from '../src/index.js';
import { findingsOf } from './findings-of.js';
import { forEver, leak } from './site-examples.js';
import { siteOf } from './site-of.js';
import { ROUTE, type SyntheticFrame, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const inLibrary = (name: string): SyntheticFrame => ({ name, file: '/app/node_modules/parser/index.js' });

/** A library's two functions that allocate one after the other whatever the application asks it for. */
function twoOfLibrary(owner: SyntheticFrame): SyntheticSite {
  let samples = 0;
  const stack = (): SyntheticFrame[] => [
    inLibrary(samples++ % 2 === 0 ? 'newNode' : 'newToken'),
    owner,
    ROUTE,
  ];
  return { name: 'library', arrivals: () => 12, lifetime: forEver, stack };
}

function judge(...sites: SyntheticSite[]): GrowthReport {
  return judgeSeries(syntheticSeries(sites, { rounds: 16 }));
}

describe('findings that grow in lock-step', () => {
  it('under one function of the application are one leak', () => {
    const report = judge(twoOfLibrary('remember'), { ...leak, name: 'alone' });
    expect(siteOf(report, 'newNode').group).toBe(1);
    expect(siteOf(report, 'newToken').group).toBe(1);
    expect(siteOf(report, 'alone')).not.toHaveProperty('group');
    expect(report.reason).toBe('3 sites (2 leaks, by what grows in lock-step), 3 confirmed');
  });

  it('keep the figures of either', () => {
    const { inuseSpace, inuseObjects, evidence } = siteOf(judge(twoOfLibrary('remember')), 'newNode');
    expect(inuseSpace).toHaveLength(16);
    expect(inuseObjects).toHaveLength(16);
    expect(evidence.samples).toBeGreaterThan(0);
  });

  it('are one leak where one is called by the other, not far up', () => {
    const callerAndCallee = (...between: SyntheticFrame[]): SyntheticSite => {
      let samples = 0;
      const stack = (): SyntheticFrame[] =>
        samples++ % 2 === 0 ? ['store', ROUTE] : ['newEntry', ...between, 'store', ROUTE];
      return { ...twoOfLibrary('store'), stack };
    };
    const near = judge(callerAndCallee());
    expect(findingsOf(near).map(({ group }) => group)).toEqual([1, 1]);
    const far = judge(callerAndCallee('a', 'b', 'c', 'd'));
    expect(findingsOf(far).map(({ group }) => group)).toEqual([undefined, undefined]);
  });

  it('under several functions are several leaks', () => {
    const sites = ['newNode', 'newToken'].map((name, i): SyntheticSite => ({
      ...leak,
      name,
      stack: () => [inLibrary(name), `owner${i}`, ROUTE],
    }));
    const report = judge(...sites);
    expect(findingsOf(report)).toHaveLength(2);
    for (const found of findingsOf(report)) expect(found).not.toHaveProperty('group');
  });
});

describe('findings under one function that do not grow in lock-step', () => {
  it('are several leaks', () => {
    const stackOf = (name: string) => () => [inLibrary(name), 'remember', ROUTE];
    const report = judge(
      {
        name: 'even',
        arrivals: (round) => 6 + (round % 2) * 12,
        lifetime: forEver,
        stack: stackOf('newNode'),
      },
      {
        name: 'odd',
        arrivals: (round) => 6 + ((round + 1) % 2) * 12,
        lifetime: forEver,
        stack: stackOf('newToken'),
      },
    );
    expect(findingsOf(report)).toHaveLength(2);
    for (const found of findingsOf(report)) expect(found).not.toHaveProperty('group');
  });
});
