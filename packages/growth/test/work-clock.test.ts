import { describe, expect, it } from 'vitest';
import { judgeSeries } from '../src/index.js';
import { evidenceClock, singular, workClock } from '../src/work-clock.js';
import { forEver } from './site-examples.js';
import { siteOf } from './site-of.js';
import { type SyntheticSite, syntheticSeries } from './synthetic-series.js';

function readings(...work: Record<string, number>[]) {
  return work.map((counters, i) => ({ time: new Date(i * 2000).toISOString(), work: counters }));
}

describe('workClock', () => {
  it('prefers a counter of the program to the automatic one', () => {
    const clock = workClock(readings({ requests: 6, sessions: 1 }, { requests: 60, sessions: 10 }));
    expect(clock).toEqual({ unit: 'sessions', done: [1, 10], seconds: [0, 2] });
  });

  it('takes the automatic counter where the program has none that moves', () => {
    expect(workClock(readings({ requests: 6, jobs: 3 }, { requests: 60, jobs: 3 })).unit).toBe('requests');
  });

  it('takes seconds where nothing was counted', () => {
    expect(workClock(readings({}, {}, {}))).toEqual({ unit: 'second', done: [0, 2, 4], seconds: [0, 2, 4] });
  });

  it('takes the counter asked for, absent ones as 0', () => {
    expect(workClock(readings({ jobs: 1 }, {}), 'jobs')).toMatchObject({ unit: 'jobs', done: [1, 0] });
  });
});

describe('singular', () => {
  it('is the name of one', () => {
    expect(singular('sessions')).toBe('session');
    expect(singular('sessions.created')).toBe('session');
    expect(singular('queries')).toBe('query');
    expect(singular('second')).toBe('second');
    expect(singular('class')).toBe('class');
  });
});

describe('evidenceClock', () => {
  const counted = (unit: string, ...done: number[]) => ({ unit, done, seconds: done.map((_, i) => i) });

  it('is the counted work where there is enough of it', () => {
    expect(evidenceClock([1, 5, 6], counted('sessions', 10, 30, 50))).toEqual([10, 30, 50]);
  });

  it('is the bytes allocated where hardly anything is counted, or only seconds', () => {
    expect(evidenceClock([1, 5, 6], counted('sessions', 1, 2, 3))).toEqual([1, 5, 6]);
    expect(evidenceClock([1, 5, 6], counted('second', 0, 60, 120))).toEqual([1, 5, 6]);
  });

  it('is what there is where the allocation clock stands still', () => {
    expect(evidenceClock([5, 5, 6], counted('sessions', 1, 2, 3))).toEqual([1, 2, 3]);
  });

  // What a request leaves behind falls to an eighth, and so does what it allocates: it is less work.
  const lessAndLess = (rate: number) => (round: number) => rate * Math.exp(-round / 8);
  const sites: SyntheticSite[] = [
    { name: 'keep', arrivals: lessAndLess(12), lifetime: forEver },
    { name: 'churn', arrivals: lessAndLess(24), lifetime: () => 0.5 },
  ];
  const verdictAt = (units: number): string =>
    siteOf(judgeSeries(syntheticSeries(sites, { rounds: 20, unitsPerRound: () => units })), 'keep').verdict;

  it('finds a leak by the bytes allocated where a capture sees one request, however uneven', () => {
    expect(verdictAt(1)).toBe('leak');
  });

  it('goes by the requests where there are many: then what they leave behind comes to an end', () => {
    expect(verdictAt(1000)).not.toBe('leak');
  });
});
