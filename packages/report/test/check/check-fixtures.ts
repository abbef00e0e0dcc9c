import type { GrowthReport, SiteReport } from '@heaptide/growth';
import type { CheckFinding, CheckResult } from '../../src/check/index.js';

const frame = { function: 'newSession', file: '/app/src/session.js', line: 12, column: 20 };

/** A leak of 120 B per session. */
export function leakAt(overrides: Partial<SiteReport> = {}): SiteReport {
  return {
    ...frame,
    path: [{ ...frame, function: 'onRequest', line: 3 }, frame],
    verdict: 'leak',
    confirmed: true,
    reason: '111 of 111 samples older than 4 captures are still alive',
    inuseSpace: [1000, 2000],
    inuseObjects: [1, 2],
    slope: { perUnit: 120, low: 110, high: 130, perSecond: 1200 },
    evidence: { samples: 200, births: 180, deaths: 0, crossings: 111 },
    retracted: false,
    uncertainSite: false,
    ...overrides,
  };
}

export function findingOf(site: SiteReport, more: Partial<CheckFinding> = {}): CheckFinding {
  return {
    key: `${site.function}@src/session.js`,
    site,
    place: { ...frame, file: 'src/session.js' },
    ...more,
  };
}

export function growthOf(overrides: Partial<GrowthReport> = {}): GrowthReport {
  const figures = { gc: 'forced', heapUsed: 2 ** 20, heapLimit: 2 ** 30, rss: 2 ** 26, external: 0 } as const;
  return {
    schema: 'heaptide.growth/1',
    verdict: 'clean',
    reason: 'no site leaks over 2 captures',
    unit: 'sessions',
    captures: [
      { ...figures, time: '2026-01-01T00:00:00.000Z', work: { sessions: 0 } },
      { ...figures, time: '2026-01-01T00:00:10.000Z', work: { sessions: 100 } },
    ],
    sites: [],
    ...overrides,
  };
}

/** A check that passed, unless the overrides say otherwise. */
export function resultOf(overrides: Partial<CheckResult> = {}): CheckResult {
  return {
    schema: 'heaptide.check/1',
    outcome: 'passed',
    inconclusiveAllowed: false,
    program: ['node', 'server.js'],
    work: 'true',
    rounds: 10,
    warmup: 2,
    seconds: 12.5,
    interval: 4096,
    exactSites: true,
    worked: true,
    findings: [],
    unused: [],
    growth: growthOf(),
    ...overrides,
  };
}

/** A check that failed by these findings. */
export function failedBy(...findings: readonly CheckFinding[]): CheckResult {
  const sites = findings.map(({ site }) => site);
  const growth = growthOf({ verdict: 'leak', reason: '1 site, 1 confirmed', sites });
  return resultOf({ outcome: 'failed', findings, growth });
}
