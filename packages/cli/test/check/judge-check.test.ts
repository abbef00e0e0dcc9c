import { type GrowthReport, isDecided, type SiteReport } from '@heaptide/growth';
import type { AllowedSite } from '@heaptide/report/check';
import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../src/check/allowed-site.js';
import { hasWorked } from '../../src/check/has-worked.js';
import { judgeCheck } from '../../src/check/judge-check.js';
import { projectFrame, relativePath } from '../../src/check/project-place.js';

const FRAME = { function: 'newSession', file: '/app/src/session.js', line: 12, column: 20 };
const NOW = Date.parse('2026-06-15T12:00:00Z');

function siteOf(overrides: Partial<SiteReport> = {}): SiteReport {
  return {
    ...FRAME,
    path: [FRAME],
    verdict: 'leak',
    confirmed: true,
    reason: '',
    inuseSpace: [1],
    inuseObjects: [1],
    slope: { perUnit: 120, low: 110, high: 130, perSecond: 1 },
    evidence: { samples: 9, births: 9, deaths: 0, crossings: 9 },
    retracted: false,
    uncertainSite: false,
    ...overrides,
  };
}

function growthOf(verdict: GrowthReport['verdict'], ...sites: readonly SiteReport[]): GrowthReport {
  return { schema: 'heaptide.growth/1', verdict, reason: '', unit: 'sessions', captures: [], sites };
}

function judge(growth: GrowthReport, allow: readonly AllowedSite[] = [], worked = true) {
  const facts = {
    program: ['node', 'server.js'],
    work: 'true',
    rounds: 10,
    warmup: 2,
    seconds: 1,
    interval: 4096,
    exactSites: true,
    inconclusiveAllowed: false,
    worked,
  };
  return judgeCheck(growth, facts, { budget: { allow }, directory: '/app', now: NOW });
}

describe('the outcome of a check', () => {
  it('is a failure by a confirmed finding, and by that alone', () => {
    expect(judge(growthOf('leak', siteOf())).outcome).toBe('failed');
    expect(judge(growthOf('leak', siteOf({ confirmed: false }))).outcome).toBe('inconclusive');
    expect(judge(growthOf('inconclusive')).outcome).toBe('inconclusive');
    expect(judge(growthOf('clean')).outcome).toBe('passed');
  });

  it('is no success when the program did nothing', () => {
    expect(judge(growthOf('clean'), [], false).outcome).toBe('inconclusive');
  });

  it('passes what the budget allows, and says what it did not use', () => {
    const used = { site: 'newSession', reason: 'known' };
    const unused = { site: 'other', reason: 'once was' };
    const result = judge(growthOf('leak', siteOf()), [unused, used]);
    expect(result.outcome).toBe('passed');
    expect(result.findings).toMatchObject([{ allowedBy: used }]);
    expect(result.unused).toEqual([unused]);
  });

  it('is a failure where one of two findings is allowed, that one listed last', () => {
    const growth = growthOf('leak', siteOf(), siteOf({ function: 'other' }));
    const result = judge(growth, [{ site: 'newSession', reason: 'known' }]);
    expect(result.outcome).toBe('failed');
    expect(result.findings.map(({ key }) => key)).toEqual([
      'other@src/session.js',
      'newSession@src/session.js',
    ]);
  });

  it('is a failure where an allowance has run out or does not reach, and says so', () => {
    const growth = growthOf('leak', siteOf());
    const judged = (entry: Partial<AllowedSite>) =>
      judge(growth, [{ site: 'newSession', reason: 'r', ...entry }]);
    expect(judged({ until: '2026-06-14' }).findings[0]!.objection).toBe('it was allowed until 2026-06-14');
    expect(judged({ until: '2026-06-15' }).outcome).toBe('passed');
    const tooMuch = judged({ maxBytesPerUnit: 100 });
    expect(tooMuch.outcome).toBe('failed');
    expect(tooMuch.findings[0]!.objection).toBe('only 100 B are allowed');
    expect(tooMuch.unused).toEqual([]);
  });
});

it('a series is decided by health, or by findings that are all confirmed', () => {
  expect(isDecided(growthOf('clean'))).toBe(true);
  expect(isDecided(growthOf('inconclusive'))).toBe(false);
  expect(isDecided(growthOf('leak', siteOf()))).toBe(true);
  expect(isDecided(growthOf('leak', siteOf(), siteOf({ confirmed: false })))).toBe(false);
});

it('an amount is judged by what it is at the least', () => {
  const entry = { site: 'f', reason: 'r', maxBytesPerUnit: 115 };
  expect(objectionTo(entry, siteOf(), NOW)).toBeUndefined();
});

it('a place of the project is told from others', () => {
  expect(relativePath('/app/src/a.js', '/app')).toBe('src/a.js');
  expect(relativePath('file:///app/src/a.js', '/app')).toBe('src/a.js');
  expect(relativePath('/application/a.js', '/app')).toBe('/application/a.js');
  expect(relativePath('node:internal/x', '/app')).toBe('node:internal/x');
  const at = (file: string) => ({ ...FRAME, file });
  const path = [at('/app/src/a.js'), at('/app/node_modules/b/b.js'), at('node:http'), at('/elsewhere/c.js')];
  expect(projectFrame(path, '/app')).toEqual({ ...FRAME, file: 'src/a.js' });
  expect(projectFrame(path.slice(1), '/app')).toBeUndefined();
});

it('work is a counter that rises, or allocation beyond that of the readings', () => {
  const at = (requests: number, clock: number) => ({ work: { requests }, clock });
  expect(hasWorked([at(0, 0), at(0, 4e5)])).toBe(false);
  expect(hasWorked([at(5, 0), at(6, 4e5)])).toBe(true);
  expect(hasWorked([at(0, 0), at(0, 4e6)])).toBe(true);
  expect(hasWorked([at(0, 0)])).toBe(false);
});
