import { describe, expect, it } from 'vitest';
import { Hunt, judgeSeries } from '../src/index.js';
import { healthy, leak, ring } from './site-examples.js';
import { siteOf } from './site-of.js';
import { syntheticSeries } from './synthetic-series.js';

describe('a series', () => {
  const captures = syntheticSeries([leak], { rounds: 10 });

  it('is put into order of time', () => {
    expect(judgeSeries([...captures].reverse())).toEqual(judgeSeries(captures));
  });

  it('may be of any length but none', () => {
    expect(() => judgeSeries([])).toThrow(expect.objectContaining({ code: 'HT_E_NO_CAPTURES' }));
    expect(siteOf(judgeSeries(captures.slice(0, 1)), 'newSession').verdict).toBe('new');
  });
});

describe('captures of external memory', () => {
  const external = syntheticSeries([leak], { rounds: 16, metadata: { kind: 'external' } });

  it('are judged beside those of the heap', () => {
    const report = judgeSeries([...syntheticSeries(healthy, { rounds: 16 }), ...external]);
    expect(report.verdict).toBe('leak');
    expect(report.captures).toHaveLength(16);
    expect(report.sites[0]).toMatchObject({ function: 'newSession', kind: 'external', verdict: 'leak' });
    expect(report.sites.filter(({ kind }) => kind === undefined).map(({ verdict }) => verdict)).not.toContain(
      'leak',
    );
  });

  it('leave the word to the heap where they find nothing', () => {
    const quiet = syntheticSeries([ring], { rounds: 16, metadata: { kind: 'external' } });
    const report = judgeSeries([...syntheticSeries([leak], { rounds: 16 }), ...quiet]);
    expect(report.sites[0]).toMatchObject({ function: 'newSession', verdict: 'leak' });
    expect(report.sites[0]).not.toHaveProperty('kind');
  });

  it('are no part of a live series of the heap', () => {
    const hunt = new Hunt();
    hunt.add(syntheticSeries([leak], { rounds: 1 })[0]!);
    expect(() => hunt.add(external[1]!)).toThrow('heap and external memory');
  });
});
