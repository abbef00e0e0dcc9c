import type { SiteReport } from '@heaptide/growth';
import { details, headline, type WhyAnswer, WHY_SCHEMA } from '@heaptide/why';

/** An answer that all of twelve caught objects are in `sessions`, but for what is said otherwise. */
export function anAnswer(changes: Partial<WhyAnswer> = {}): WhyAnswer {
  const answer = {
    schema: WHY_SCHEMA,
    time: '2026-01-02T03:04:05.000Z',
    pid: 7,
    nodeVersion: '22.0.0',
    site: { function: 'newSession', file: 'file:///srv/dist/session.js', line: 13, column: 20 },
    state: 'held',
    holder: {
      name: 'sessions',
      class: 'Map',
      kind: 'Map',
      file: 'file:///srv/dist/session.js',
      path: [{ label: 'sessions', class: 'Map' }],
      below: [{ label: '[value]', class: 'Session' }],
      collections: 1,
      isWhole: true,
      entries: [100, 200, 300],
      perUnit: 1,
      perSecond: 100,
      noted: 14,
      stayed: 14,
    },
    chain: null,
    unit: { name: 'sessions', done: 200 },
    canaries: { calls: 12, caught: 12, alive: 12, inHolder: 12, wholeCalls: 0, addedIn: 0, watchedMs: 2000 },
    growing: [],
    cost: {
      totalMs: 2100,
      pauses: 12,
      longestPauseMs: 1.2,
      pausedMs: 9.1,
      walkMs: 18,
      nodes: 40,
      calls: 90,
      limits: [],
    },
    unknown: [],
    next: 'find where entries of sessions should be removed, and are not',
    ...changes,
  } satisfies Omit<WhyAnswer, 'text' | 'details'>;
  return { ...answer, text: headline(answer), details: details(answer), ...changes };
}

/** The answer that so many objects were caught, of which so many live. */
export function deadAnswer(caught: number, alive = 0): WhyAnswer {
  const canaries = { ...anAnswer().canaries, calls: caught, caught, alive, inHolder: 0 };
  return anAnswer({ state: 'dies', holder: null, canaries });
}

/** A site that grows by one object of 100 bytes a unit, but for what is said otherwise. */
export function growingSite(changes: Partial<SiteReport> = {}): SiteReport {
  return {
    function: 'newSession',
    file: 'file:///srv/dist/session.js',
    line: 13,
    column: 20,
    path: [],
    verdict: 'growing',
    confirmed: false,
    reason: 'it grows',
    inuseSpace: [0, 100_000],
    inuseObjects: [0, 1000],
    slope: { perUnit: 100, low: 90, high: 110, perSecond: 1000 },
    evidence: { samples: 90, births: 80, deaths: 0, crossings: 0 },
    retracted: false,
    uncertainSite: false,
    ...changes,
  };
}
