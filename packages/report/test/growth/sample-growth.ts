import type { Frame, GrowthReport, SiteReport } from '@heaptide/growth';

export function frame(name: string, file: string, line = 1): Frame {
  return { function: name, file, line, column: 3 };
}

/** A site that says nothing. */
export function siteOf(changes: Partial<SiteReport> = {}): SiteReport {
  return {
    ...frame('readBody', '/app/body.js', 7),
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

const newSession = frame('newSession', '/app/session-table.js', 41);

/** A confirmed leak of 398 B per request. */
export function leakOf(changes: Partial<SiteReport> = {}): SiteReport {
  return siteOf({
    ...newSession,
    path: [
      frame('emit', 'node:events', 500),
      frame('handle', '/app/server.js', 12),
      frame('next', '/app/node_modules/express/lib/router.js', 88),
      newSession,
    ],
    verdict: 'leak',
    confirmed: true,
    reason: '118 of 118 samples older than 3,000 requests are still alive',
    inuseSpace: [0, 2_621_440],
    slope: { perUnit: 398, low: 377, high: 419, perSecond: 27_000 },
    ...changes,
  });
}

/** Two captures, 20.5 s apart; 14,400 requests. */
export function growthOf(sites: readonly SiteReport[], changes: Partial<GrowthReport> = {}): GrowthReport {
  const figures = { gc: 'forced', heapLimit: 512 * 2 ** 20, external: 0 } as const;
  return {
    schema: 'heaptide.growth/1',
    verdict: 'leak',
    reason: '1 site, 1 confirmed',
    unit: 'requests',
    captures: [
      { ...figures, time: '2026-01-01T00:00:00.000Z', work: { requests: 500 }, heapUsed: 7e6, rss: 8e7 },
      { ...figures, time: '2026-01-01T00:00:20.500Z', work: { requests: 14_900 }, heapUsed: 9e6, rss: 9e7 },
    ],
    sites,
    ...changes,
  };
}

/** What no report may hold: it would act on a terminal. */
// eslint-disable-next-line no-control-regex -- that is what must not be there
export const ACTS_ON_TERMINAL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/;
