import { describe, expect, it } from 'vitest';
import { singular, workClock } from '../src/work-clock.js';

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
    expect(singular('queries')).toBe('query');
    expect(singular('second')).toBe('second');
    expect(singular('class')).toBe('class');
  });
});
