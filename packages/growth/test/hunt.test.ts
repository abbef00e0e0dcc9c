import type { Capture } from '@heaptide/profile';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { type GrowthReport, Hunt, judgeSeries } from '../src/index.js';
import { everyReport } from './every-report.js';
import { findingsOf } from './findings-of.js';
import { forEver, healthy, inFlight, leak, ring } from './site-examples.js';
import { siteOf } from './site-of.js';
import { SAMPLE_BYTES, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

describe('a leak among healthy sites', () => {
  const report = judgeSeries(syntheticSeries([...healthy, leak], { rounds: 16 }));
  const site = siteOf(report, 'newSession');

  it('is the only finding, and stands first', () => {
    expect(report.verdict).toBe('leak');
    expect(report.sites[0]).toBe(site);
    expect(findingsOf(report)).toEqual([site]);
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
    const reports = everyReport(syntheticSeries(healthy, { rounds: 24, seed }));
    for (const report of reports) expect(findingsOf(report)).toEqual([]);
    expect(reports.at(-1)!.verdict).toBe('clean');
  });

  it('are told apart in words', () => {
    const report = judgeSeries(syntheticSeries(healthy, { rounds: 24 }));
    expect(siteOf(report, 'fillCache').verdict).toBe('bounded');
    expect(siteOf(report, 'loadModule').verdict).toBe('flat');
    expect(siteOf(report, 'ringPush').verdict).toMatch(/bounded|flat/);
  });
});

describe('a finding', () => {
  it('is withdrawn, and says so, when what was kept is freed', () => {
    const ttl: SyntheticSite = { name: 'remember', arrivals: () => 8, lifetime: () => 14 };
    const sites = everyReport(syntheticSeries([ttl], { rounds: 40 })).map((report) =>
      siteOf(report, 'remember'),
    );
    expect(sites.some(({ verdict }) => verdict === 'leak')).toBe(true);
    expect(sites.at(-1)).toMatchObject({ verdict: 'bounded', retracted: true, confirmed: false });
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

describe('a hunt that goes on for long', () => {
  const passing: SyntheticSite = { ...inFlight, name: 'passing' };
  const rounds = 400;
  const series = syntheticSeries([leak, passing], { rounds });
  const reports = everyReport(series);

  it('keeps a leak red, also when it forgets every second reading', () => {
    const confirmedFrom = reports.findIndex((report) => siteOf(report, 'newSession').confirmed);
    expect(confirmedFrom).toBeLessThan(20);
    for (const report of reports.slice(confirmedFrom)) {
      expect(siteOf(report, 'newSession')).toMatchObject({ verdict: 'leak', confirmed: true });
      expect(siteOf(report, 'passing').verdict).not.toBe('leak');
    }
  });

  it('keeps the rate of the leak', () => {
    const truth = (5 * SAMPLE_BYTES) / 1000;
    expect(siteOf(reports.at(-1)!, 'newSession').slope.perUnit).toBeCloseTo(truth, -1.5);
  });

  it.each([62, 63, 64, 65, 130, 255, 399])('counts its survivors right (after round %i)', (round) => {
    // Readings are made in every round, from the 65th on in every second one, and so on.
    const stride = round < 64 ? 1 : round < 128 ? 2 : round < 256 ? 4 : 8;
    const { reason, evidence } = siteOf(reports[round]!, 'newSession');
    const age = Number(/older than ([\d,]+) sessions/.exec(reason)![1]!.replaceAll(',', '')) / 1000;
    const liveAt = (at: number): number =>
      siteOf(reports[at]!, 'newSession').inuseSpace.at(-1)! / SAMPLE_BYTES;
    expect(evidence.crossings).toBe(liveAt(round - (round % stride) - age) - liveAt(0));
    expect(evidence.deaths).toBe(0);
  });

  it('reports at most 241 captures, the older ones sparser, with a figure of each', () => {
    const times = new Map(series.map(({ metadata }, round) => [metadata!.time, round]));
    for (const [round, report] of reports.entries()) {
      expect(report.captures.length).toBeLessThanOrEqual(241);
      expect(report.captures.at(-1)!.time).toBe(series[round]!.metadata!.time);
      expect(report.captures[0]!.time).toBe(series[0]!.metadata!.time);
    }
    const last = reports.at(-1)!;
    const shown = last.captures.map(({ time }) => times.get(time)!);
    const steps = shown.slice(1).map((round, i) => round - shown[i]!);
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
    expect([...new Set(steps)]).toEqual([4, 2, 1]);
    const { inuseSpace } = siteOf(last, 'newSession');
    const live = shown.map((round) => siteOf(reports[round]!, 'newSession').inuseSpace.at(-1));
    expect(inuseSpace).toEqual(live);
  });

  it('keeps no more for a thousand captures than for a few hundred', () => {
    const hunt = new Hunt();
    const sizes = syntheticSeries([passing, ring], { rounds: 1000 }).map((capture, round) => {
      hunt.take(capture);
      return round % 20 === 19 ? serialize(hunt).length : 0;
    });
    expect(Math.max(...sizes.slice(500))).toBeLessThan(1.25 * Math.max(...sizes.slice(0, 500)));
  });
});

describe('a report', () => {
  it('keeps its figures when the hunt goes on', () => {
    const series = syntheticSeries([ring, leak], { rounds: 300 });
    const hunt = new Hunt();
    const kept: { report: GrowthReport; text: string }[] = [];
    series.forEach((capture, round) => {
      hunt.take(capture);
      if (round % 50 === 20) kept.push({ report: hunt.report(), text: JSON.stringify(hunt.report()) });
    });
    for (const { report, text } of kept) expect(JSON.stringify(report)).toBe(text);
  });
});

describe('a capture that is no part of the series', () => {
  const series = syntheticSeries([leak, ring], { rounds: 16 });
  const foreign = (metadata: Partial<Capture['metadata']>, at: number): Capture => ({
    profile: series[at]!.profile,
    metadata: { ...series[at]!.metadata!, ...metadata },
  });

  it('leaves the hunt as it was', () => {
    const hunt = new Hunt();
    series.forEach((capture, at) => {
      if (at > 0) {
        const gaps = [{ from: capture.metadata!.time, to: capture.metadata!.time, reason: 'restarted' }];
        const before = serialize(hunt);
        expect(() => hunt.add(foreign({ pid: 2, gaps }, at))).toThrow('these captures are not one series');
        expect(() => hunt.add({ profile: capture.profile, metadata: undefined })).toThrow(
          'no heaptide metadata',
        );
        expect(serialize(hunt).equals(before)).toBe(true);
      }
      hunt.add(capture);
    });
    expect(hunt.report()).toEqual(judgeSeries(series));
  });
});
