import { describe, expect, it } from 'vitest';
import { mostThatStays, weighWhy } from '../../src/why/third-witness.js';
import { anAnswer, deadAnswer, growingSite } from './an-answer.js';

describe('what keeps a site', () => {
  it('confirms a finding that the captures have not confirmed, whose reason says so no more', () => {
    const reason = 'all live; not confirmed yet: needs 14 captures';
    const weighed = weighWhy(growingSite({ verdict: 'leak', reason }), anAnswer());
    expect(weighed).toMatchObject({ verdict: 'leak', confirmed: true });
    expect(weighed.reason).toMatch(/^all live; confirmed by what keeps it: /);
  });

  it('adds nothing to what is confirmed', () => {
    const site = growingSite({ verdict: 'leak', confirmed: true });
    expect(weighWhy(site, anAnswer())).toBe(site);
  });

  it('confirms by a chain, too, of which objects live', () => {
    const chain = { file: '', path: [], unit: [], times: 9, lengths: [] };
    const text = 'a chain';
    const found = growingSite({ verdict: 'leak' });
    expect(weighWhy(found, anAnswer({ state: 'chain', holder: null, chain, text })).confirmed).toBe(true);
  });

  it('is told of what only grows, and makes no finding of it: a cache that fills grows as well', () => {
    const weighed = weighWhy(growingSite(), anAnswer());
    expect(weighed).toMatchObject({ verdict: 'growing', confirmed: false });
    expect(weighed.reason).toMatch(/^it grows; asked why: sessions Map /);
  });

  it('confirms nothing by the one or two objects that may be there by chance', () => {
    const canaries = { ...anAnswer().canaries, inHolder: 2 };
    expect(weighWhy(growingSite({ verdict: 'leak' }), anAnswer({ canaries })).confirmed).toBe(false);
  });

  it.each(['flat', 'bounded', 'new'] as const)('makes no finding of what is %s', (verdict) => {
    expect(weighWhy(growingSite({ verdict }), anAnswer())).toMatchObject({ verdict, confirmed: false });
  });
});

describe('objects that have all died', () => {
  it('clear a site only where they are more than what stays could hide among', () => {
    // One object stays of a unit of work, that is of ten calls at most.
    expect(mostThatStays(12)).toBeCloseTo(0.22, 2);
    const few = weighWhy(growingSite(), deadAnswer(12));
    expect(few.verdict).toBe('growing');
    expect(few.reason).toMatch(
      / are gone after 2\.0 s, which does not clear it, for up to 23 % of it may stay all the same$/,
    );

    const many = weighWhy(growingSite(), deadAnswer(40));
    expect(many).toMatchObject({ verdict: 'bounded', confirmed: false, slope: { perUnit: 0 } });
    expect(many.reason).toMatch(/^it grows; cleared by its objects: what newSession makes dies: 40 of 40 /);
  });

  it('do not clear what keeps but a few of what it makes', () => {
    const slope = { perUnit: 3, low: 2, high: 4, perSecond: 30 };
    expect(weighWhy(growingSite({ slope }), deadAnswer(200)).verdict).toBe('growing');
  });

  it('clear nothing where some live', () => {
    const weighed = weighWhy(growingSite(), deadAnswer(200, 1));
    expect(weighed.verdict).toBe('growing');
    expect(weighed.reason).toContain('for some of it stays');
  });

  it('are told of a finding, and take nothing from it', () => {
    const site = growingSite({ verdict: 'leak', confirmed: true, caveat: 'a TTL may come' });
    expect(weighWhy(site, deadAnswer(200))).toEqual({
      ...site,
      caveat: 'a TTL may come; asked why, what newSession makes dies: 200 of 200 caught are gone after 2.0 s',
    });
  });

  it('say nothing where nothing was caught', () => {
    const site = growingSite();
    expect(weighWhy(site, deadAnswer(0))).toBe(site);
  });
});

it('leaves a site as it is where the answer is open', () => {
  const site = growingSite();
  for (const state of ['alive', 'not-called'] as const)
    expect(weighWhy(site, anAnswer({ state, holder: null }))).toBe(site);
});
