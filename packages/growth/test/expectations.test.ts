import { describe, expect, it } from 'vitest';
import { expectationOf } from '../src/expectations.js';
import { type Expectation, judgeSeries } from '../src/index.js';
import { leak, ring } from './site-examples.js';
import { siteOf } from './site-of.js';
import { SECONDS_PER_ROUND, syntheticSeries } from './synthetic-series.js';

const ROUNDS = 16;
const MINUTE = 60_000;

function judge(expectation: Omit<Expectation, 'site'>, metadata = {}) {
  const series = syntheticSeries([leak, ring], { rounds: ROUNDS, metadata });
  const report = judgeSeries(series, { expectations: [{ site: 'newSession', ...expectation }] });
  return { report, site: siteOf(report, 'newSession') };
}

describe('a site that is expected to level off', () => {
  const unexpected = siteOf(judgeSeries(syntheticSeries([leak, ring], { rounds: ROUNDS })), 'newSession');

  it('is no finding where its TTL has not been reached and the peak fits', () => {
    const { report, site } = judge({ ttlMs: MINUTE });
    expect(site).toMatchObject({ verdict: 'growing', confirmed: false, slope: unexpected.slope });
    expect(site.expected!.holds).toBe(true);
    expect(site.expected!.bytes).toBeCloseTo(60 * unexpected.slope.perSecond, 3);
    expect(site.reason).toContain('expected to level off at');
    expect(site.reason).toContain('(TTL 60 s)');
    expect(report.verdict).not.toBe('leak');
    expect(report).not.toHaveProperty('outlook');
  });

  it('stays one where what is older than the TTL lives', () => {
    const watched = SECONDS_PER_ROUND * (ROUNDS - 1);
    const { report, site } = judge({ ttlMs: 1000 * (watched - 1) });
    expect(site).toMatchObject({ verdict: 'leak', confirmed: true, expected: { holds: false } });
    expect(site.reason).toContain(`but what is ${watched} s old is still alive`);
    expect(report.verdict).toBe('leak');
    expect(judge({ ttlMs: 1000 * (watched + 1) }).site.expected!.holds).toBe(true);
  });

  it('may be bounded by a capacity', () => {
    const live = unexpected.inuseObjects.at(-1)!;
    const holds = judge({ capacity: live }).site;
    expect(holds).toMatchObject({ verdict: 'growing', expected: { holds: true } });
    expect(holds.expected!.bytes).toBeCloseTo(unexpected.inuseSpace.at(-1)!, 3);
    const exceeded = judge({ capacity: live / 2 }).site;
    expect(exceeded).toMatchObject({ verdict: 'leak', expected: { holds: false } });
    expect(exceeded.reason).toMatch(/but [\d,]+ objects are alive$/);
  });

  it('has the tighter of two bounds', () => {
    const both = judge({ ttlMs: MINUTE, capacity: 10 * unexpected.inuseObjects.at(-1)! }).site;
    expect(both.expected!.bytes).toBeCloseTo(60 * unexpected.slope.perSecond, 3);
    expect(both.reason).toContain('(TTL 60 s, capacity ');
  });

  it('stays a finding where the peak does not fit the heap or the container', () => {
    const used = { heapUsed: 80e6, heapLimit: 100e6 };
    const day = 24 * 60 * MINUTE;
    const tooMuch = judge({ ttlMs: day }, used).site;
    expect(tooMuch).toMatchObject({ verdict: 'leak', expected: { holds: false, process: { limit: 100e6 } } });
    expect(tooMuch.expected!.process!.bytes).toBeCloseTo(
      80e6 - unexpected.inuseSpace.at(-1)! + tooMuch.expected!.bytes,
      3,
    );
    expect(tooMuch.reason).toContain('for the whole process: that does not fit');
    const inContainer = judge({ ttlMs: MINUTE }, { ...used, cgroup: { usage: 95e6, limit: 96e6 } }).site;
    expect(inContainer).toMatchObject({
      verdict: 'leak',
      expected: { holds: false, process: { limit: 96e6 } },
    });
  });

  it('is left alone where nothing grows', () => {
    const series = syntheticSeries([leak, ring], { rounds: ROUNDS });
    const options = { expectations: [{ site: 'ringPush', ttlMs: 1 }] };
    const report = judgeSeries(series, options);
    expect(siteOf(report, 'ringPush')).not.toHaveProperty('expected');
    expect(siteOf(report, 'newSession').verdict).toBe('leak');
  });
});

describe('expectationOf', () => {
  it('is the first that names the site', () => {
    const frame = { function: 'Store.put', file: '/app/src/store.js', line: 12, column: 3 };
    const [other, first, second] = [{ site: 'get' }, { site: 'put', ttlMs: 1 }, { site: 'put', ttlMs: 2 }];
    expect(expectationOf(frame, [other, first, second])).toBe(first);
    expect(expectationOf(frame, [other])).toBeUndefined();
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('growth that is expected and fits is clean (seed %i)', (seed) => {
  const report = judgeSeries(syntheticSeries([leak, ring], { rounds: ROUNDS, seed }), {
    expectations: [{ site: 'newSession', ttlMs: MINUTE }],
  });
  expect(report.verdict).toBe('clean');
});
