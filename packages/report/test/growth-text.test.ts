import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { describe, expect, it } from 'vitest';
import { renderGrowthJson, renderGrowthText } from '../src/index.js';

function site(changes: Partial<SiteReport>): SiteReport {
  return {
    function: 'readBody',
    file: '/app/body.js',
    line: 7,
    column: 3,
    path: [],
    verdict: 'flat',
    confirmed: false,
    reason: 'the change is within the sampling error',
    inuseSpace: [1000, 1000],
    inuseObjects: [1, 1],
    slope: { perUnit: 0, low: 0, high: 0, perSecond: 0 },
    evidence: { samples: 9, births: 1, deaths: 1, crossings: 0 },
    retracted: false,
    uncertainSite: false,
    ...changes,
  };
}

const leak = site({
  function: 'newSession',
  file: '/app/session-table.js',
  line: 41,
  column: 10,
  path: [
    { function: 'create', file: '/app/session-table.js', line: 60, column: 3 },
    { function: 'newSession', file: '/app/session-table.js', line: 41, column: 10 },
  ],
  verdict: 'leak',
  confirmed: true,
  reason: '118 of 118 samples older than 3 captures are still alive',
  inuseSpace: [0, 2_621_440],
  slope: { perUnit: 182, low: 168, high: 196, perSecond: 27_000 },
});

function reportOf(sites: readonly SiteReport[], changes: Partial<GrowthReport> = {}): GrowthReport {
  const figures = { gc: 'forced', heapLimit: 1e8, external: 0 } as const;
  return {
    schema: 'heaptide.growth/1',
    verdict: 'leak',
    reason: '1 site, 1 confirmed',
    unit: 'sessions',
    captures: [
      { ...figures, time: '2026-01-01T00:00:00.000Z', work: { sessions: 500 }, heapUsed: 7e6, rss: 8e7 },
      { ...figures, time: '2026-01-01T00:00:20.500Z', work: { sessions: 14_900 }, heapUsed: 9e6, rss: 9e7 },
    ],
    sites,
    ...changes,
  };
}

describe('renderGrowthText', () => {
  it('answers first, then shows what grows and why, and counts the rest', () => {
    expect(renderGrowthText(reportOf([leak, site({}), site({ verdict: 'bounded' })]))).toBe(
      `leak: 1 site, 1 confirmed
2 captures over 20.5 s, 14,400 sessions, heap 6.68 MiB to 8.58 MiB, rss 76.3 MiB to 85.8 MiB

VERDICT  SITE        LOCATION                       IN USE        PER SESSION (95%)  PER MINUTE
leak     newSession  /app/session-table.js:41:10  2.50 MiB  +182 B (168 B to 196 B)   +1.54 MiB

newSession, called by create: 118 of 118 samples older than 3 captures are still alive

2 more sites: 1 bounded, 1 flat
`,
    );
  });

  it('shows every site when asked', () => {
    const text = renderGrowthText(reportOf([leak, site({})]), { all: true });
    expect(text).toContain('flat     readBody');
    expect(text).not.toContain('more site');
  });

  it('keeps a withdrawn finding in sight', () => {
    const text = renderGrowthText(
      reportOf([site({ verdict: 'bounded', retracted: true, reason: 'retracted: ' })]),
    );
    expect(text).toContain('bounded  readBody');
  });

  it('says that garbage is counted, and that there is no work counter', () => {
    const report = reportOf([], { unit: 'second' });
    const text = renderGrowthText({
      ...report,
      captures: report.captures.map((one) => ({ ...one, gc: 'none' })),
    });
    expect(text).toContain('(garbage included)');
    expect(text).toContain('no work counter, so by time only');
  });

  it('says where inlining makes a site uncertain', () => {
    expect(renderGrowthText(reportOf([{ ...leak, uncertainSite: true }]))).toContain('inlining is on');
  });

  it('lets no name act on the terminal', () => {
    const evil = { ...leak, function: '\x1b]0;owned\x07', file: '/a\u202eb.js' };
    const text = renderGrowthText(reportOf([evil]));
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(text).toContain('␛]0;owned␇');
  });
});

describe('renderGrowthJson', () => {
  it('is the report, and ends in a line feed', () => {
    const report = reportOf([leak]);
    const text = renderGrowthJson(report);
    expect(JSON.parse(text)).toEqual(report);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
