import type { HeaptideError } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { type GrowthReport, Hunt, judgeSeries, newestLife } from '../src/index.js';
import { SAMPLE_BYTES, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const forEver = (): number => Infinity;
const leak: SyntheticSite = { name: 'newSession', arrivals: () => 5, lifetime: forEver };
const inFlight: SyntheticSite = {
  name: 'readBody',
  arrivals: () => 20,
  lifetime: (_, random) => random() * 3,
};
const ring: SyntheticSite = { name: 'ringPush', arrivals: () => 10, lifetime: () => 4 };
const startUp: SyntheticSite = {
  name: 'loadModule',
  arrivals: (round) => (round === 0 ? 60 : 0),
  lifetime: forEver,
};
const warmUp: SyntheticSite = {
  name: 'fillCache',
  arrivals: (round) => (round < 4 ? 25 : 0),
  lifetime: forEver,
};
const healthy = [inFlight, ring, startUp, warmUp];

function siteOf(report: GrowthReport, name: string) {
  const site = report.sites.find((one) => one.function === name);
  if (site === undefined) throw new Error(`no site ${name}`);
  return site;
}

describe('a leak among healthy sites', () => {
  const report = judgeSeries(syntheticSeries([...healthy, leak], { rounds: 16 }));
  const site = siteOf(report, 'newSession');

  it('is the only finding, and stands first', () => {
    expect(report.verdict).toBe('leak');
    expect(report.sites[0]).toBe(site);
    expect(report.sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')).toEqual([site]);
    expect(site.confirmed).toBe(true);
  });

  it('is charged to the application function, with its path from the root', () => {
    expect(site).toMatchObject({ file: '/app/site.js', line: 41, column: 10, uncertainSite: false });
    expect(site.path.map((frame) => frame.function)).toEqual(['route', 'newSession']);
  });

  it('has a slope whose interval holds the true bytes per session', () => {
    const truth = (5 * SAMPLE_BYTES) / 1000;
    expect(report.unit).toBe('sessions');
    expect(site.slope.low).toBeLessThan(truth);
    expect(site.slope.high).toBeGreaterThan(truth);
    expect(site.slope.perSecond).toBeCloseTo(site.slope.perUnit * 500, 5);
  });

  it('shows its evidence', () => {
    expect(site.evidence.deaths).toBe(0);
    expect(site.evidence.crossings).toBeGreaterThan(30);
    expect(site.evidence.births).toBeLessThan(site.evidence.samples);
    expect(site.reason).toMatch(
      /^(\d+) of \1 samples older than 3,000 sessions are still alive; [\d.]+ objects and \d+ B ± \d+ B kept per session$/,
    );
  });

  it('has one figure per capture', () => {
    expect(report.captures).toHaveLength(16);
    for (const { inuseSpace, inuseObjects } of report.sites) {
      expect(inuseSpace).toHaveLength(16);
      expect(inuseObjects).toHaveLength(16);
    }
  });
});

describe('healthy sites', () => {
  it.each([1, 2, 3, 4, 5])('are never flagged at any capture (seed %i)', (seed) => {
    const hunt = new Hunt();
    let report: GrowthReport | undefined;
    for (const capture of syntheticSeries(healthy, { rounds: 24, seed })) {
      report = hunt.add(capture);
      expect(report.sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')).toEqual([]);
    }
    expect(report?.verdict).toBe('clean');
  });

  it('are told apart in words', () => {
    const report = judgeSeries(syntheticSeries(healthy, { rounds: 24 }));
    expect(siteOf(report, 'fillCache').verdict).toBe('bounded');
    expect(siteOf(report, 'loadModule').verdict).toBe('flat');
    expect(siteOf(report, 'ringPush').verdict).toMatch(/bounded|flat/);
  });
});

describe('a queue that falls behind', () => {
  it('is a backlog and no leak: everything dies in turn, ever later', () => {
    const queue: SyntheticSite = {
      name: 'enqueue',
      arrivals: () => 30,
      lifetime: (round) => 1 + round * 0.5,
    };
    const report = judgeSeries(syntheticSeries([queue], { rounds: 24 }));
    expect(report.verdict).toBe('backlog');
    expect(siteOf(report, 'enqueue')).toMatchObject({ verdict: 'backlog', confirmed: true });
  });
});

describe('a finding', () => {
  it('is withdrawn, and says so, when what was kept is freed', () => {
    const ttl: SyntheticSite = { name: 'remember', arrivals: () => 8, lifetime: () => 14 };
    const hunt = new Hunt();
    const verdicts = syntheticSeries([ttl], { rounds: 40 }).map((capture) => {
      const { verdict, retracted, confirmed } = siteOf(hunt.add(capture), 'remember');
      return { verdict, retracted, confirmed };
    });
    expect(verdicts.some(({ verdict }) => verdict === 'leak')).toBe(true);
    expect(verdicts.at(-1)).toMatchObject({ verdict: 'bounded', retracted: true, confirmed: false });
  });

  it('survives a hunt that goes on for long', () => {
    const report = judgeSeries(syntheticSeries([...healthy, leak], { rounds: 400 }));
    expect(report.verdict).toBe('leak');
    expect(report.captures.length).toBeLessThanOrEqual(241);
    expect(siteOf(report, 'newSession').inuseSpace).toHaveLength(report.captures.length);
    const truth = (5 * SAMPLE_BYTES) / 1000;
    expect(siteOf(report, 'newSession').slope.perUnit).toBeCloseTo(truth, -1.5);
  });
});

describe('a handful of survivors', () => {
  it('is no finding: a process has hundreds of sites, and some keep a few samples by chance', () => {
    const tables: SyntheticSite = { name: 'lineTables', arrivals: () => 0.6, lifetime: forEver };
    const crossings = Array.from({ length: 60 }, (_, seed) =>
      judgeSeries(syntheticSeries([tables], { rounds: 14, seed: seed + 1 })),
    )
      .filter(({ verdict }) => verdict === 'leak')
      .map((report) => siteOf(report, 'lineTables').evidence.crossings);
    expect(crossings).not.toEqual([]);
    expect(Math.min(...crossings)).toBeGreaterThanOrEqual(8);
  });
});

describe('what is missing', () => {
  it('is named: captures', () => {
    const report = judgeSeries(syntheticSeries(healthy, { rounds: 6 }));
    expect(report).toMatchObject({ verdict: 'inconclusive', reason: 'needs 7 more captures' });
  });

  it('is named: births, and growth is then never called a leak', () => {
    const captures = syntheticSeries([...healthy, leak], { rounds: 16, metadata: { births: false } });
    const report = judgeSeries(captures);
    expect(report.verdict).toBe('inconclusive');
    expect(report.reason).toContain('births=1');
    expect(siteOf(report, 'newSession').verdict).toBe('growing');
    expect(siteOf(report, 'loadModule').verdict).toBe('flat');
  });

  it('is named: collections', () => {
    const report = judgeSeries(syntheticSeries(healthy, { rounds: 16, metadata: { gc: 'none' } }));
    expect(report.verdict).toBe('inconclusive');
    expect(report.reason).toContain('gc=1');
  });

  it('is no longer asked for where a leak shows itself without it', () => {
    const captures = syntheticSeries([leak], { rounds: 16, metadata: { work: {} } });
    expect(judgeSeries(captures)).toMatchObject({ verdict: 'leak', unit: 'second' });
  });
});

describe('a series', () => {
  const captures = syntheticSeries([leak], { rounds: 10 });
  const codeOf = (judge: () => unknown): string => {
    try {
      judge();
    } catch (error) {
      return (error as HeaptideError).code;
    }
    return 'no error';
  };
  const changed = (metadata: Parameters<typeof syntheticSeries>[1]['metadata']) => {
    const hunt = new Hunt();
    hunt.add(captures[0]!);
    const next = captures[1]!;
    return codeOf(() => hunt.add({ ...next, metadata: { ...next.metadata!, ...metadata } }));
  };

  it('is put into order of time', () => {
    expect(judgeSeries([...captures].reverse())).toEqual(judgeSeries(captures));
  });

  it('may be of any length but none', () => {
    expect(codeOf(() => judgeSeries([]))).toBe('HT_E_NO_CAPTURES');
    expect(siteOf(judgeSeries(captures.slice(0, 1)), 'newSession').verdict).toBe('new');
  });

  it('is of one process', () => {
    expect(changed({ pid: 2 })).toBe('HT_E_MIXED_SERIES');
    expect(changed({ startedAt: '2026-01-01T00:00:01.000Z' })).toBe('HT_E_MIXED_SERIES');
  });

  it('is of one sampling interval and of one way of compiling', () => {
    expect(changed({ interval: 1024 })).toBe('HT_E_MIXED_SERIES');
    expect(changed({ exactSites: false })).toBe('HT_E_MIXED_SERIES');
  });

  it('needs metadata', () => {
    expect(codeOf(() => judgeSeries([{ profile: captures[0]!.profile, metadata: undefined }]))).toBe(
      'HT_E_NO_METADATA',
    );
  });
});

describe('laws', () => {
  it('the unit scales the slope per unit and nothing else', () => {
    const series = syntheticSeries([...healthy, leak], { rounds: 16 });
    const bySession = siteOf(judgeSeries(series, { unit: 'sessions' }), 'newSession');
    const byRequest = siteOf(judgeSeries(series, { unit: 'requests' }), 'newSession');
    expect(byRequest.verdict).toBe(bySession.verdict);
    expect(byRequest.slope.perUnit).toBeCloseTo(bySession.slope.perUnit / 6, 6);
    expect(byRequest.slope.perSecond).toBeCloseTo(bySession.slope.perSecond, 6);
  });

  it('other sites do not change the verdict on one', () => {
    const alone = siteOf(judgeSeries(syntheticSeries([leak], { rounds: 16, seed: 7 })), 'newSession');
    expect(alone.verdict).toBe('leak');
    const series = syntheticSeries([leak, { ...leak, name: 'twin' }], { rounds: 16, seed: 7 });
    expect(siteOf(judgeSeries(series), 'newSession').verdict).toBe('leak');
    expect(siteOf(judgeSeries(series), 'twin').verdict).toBe('leak');
  });

  it('uneven rounds do not hide a steady leak', () => {
    const units = (round: number): number => 500 + 2000 * (round % 3);
    const uneven: SyntheticSite = { ...leak, arrivals: (round) => units(round) / 300 };
    const report = judgeSeries(syntheticSeries([uneven], { rounds: 20, unitsPerRound: units }));
    expect(report.verdict).toBe('leak');
  });
});

describe('a gap in the sampling', () => {
  const gap = (to: string) => ({ from: to, to, reason: 'the sampling interval was changed' });
  const series = syntheticSeries([...healthy, leak], { rounds: 40 });
  const cut = series[20]!.metadata!.time;
  const withGap = series.map(({ profile, metadata }, round) => ({
    profile,
    metadata: { ...metadata!, ...(round < 20 ? {} : { interval: 2 * metadata!.interval, gaps: [gap(cut)] }) },
  }));

  it('begins a new series, whatever the interval was before', () => {
    const report = judgeSeries(withGap);
    expect(report.captures).toHaveLength(20);
    expect(siteOf(report, 'newSession')).toMatchObject({ verdict: 'leak', confirmed: true });
  });

  it('is no death of what lived before', () => {
    const hunt = new Hunt();
    const reports = withGap.slice(0, 24).map((capture) => hunt.add(capture));
    expect(siteOf(reports.at(-1)!, 'newSession').evidence.deaths).toBe(0);
    expect(reports.at(-1)!.verdict).toBe('inconclusive');
  });

  it('is needed for another interval', () => {
    const { profile, metadata } = series[1]!;
    const hunt = new Hunt();
    hunt.add(series[0]!);
    const other = { profile, metadata: { ...metadata!, interval: 1 } };
    expect(() => hunt.add(other)).toThrow(expect.objectContaining({ code: 'HT_E_MIXED_SERIES' }));
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

describe('newestLife', () => {
  const life = (startedAt: string, time: string, service = 'shop') => ({
    profile: syntheticSeries([], { rounds: 1 })[0]!.profile,
    metadata: { ...syntheticSeries([], { rounds: 1 })[0]!.metadata!, startedAt, time, service },
  });
  const first = life('2026-01-01T00:00:00Z', '2026-01-01T00:10:00Z');
  const second = life('2026-01-01T00:20:00Z', '2026-01-01T00:30:00Z');

  it('is the one that was started last', () => {
    expect(newestLife([second, first])).toEqual([second]);
    expect(newestLife([first])).toEqual([first]);
    expect(newestLife([])).toEqual([]);
  });

  it('is not looked for among processes that lived at the same time, or of several services', () => {
    const overlapping = life('2026-01-01T00:00:00Z', '2026-01-01T00:25:00Z');
    expect(newestLife([overlapping, second])).toHaveLength(2);
    expect(newestLife([life('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', 'till'), second])).toHaveLength(
      2,
    );
  });
});
