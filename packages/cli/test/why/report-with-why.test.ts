import type { GrowthReport } from '@heaptide/growth';
import { renderGrowthText } from '@heaptide/report';
import { renderCheckJunit, renderCheckText, renderGithubAnnotations } from '@heaptide/report/check';
import { expect, it } from 'vitest';
import { judgeCheck } from '../../src/check/judge-check.js';
import { redSites } from '../../src/why/red-site.js';
import { reportWithWhy, whyOf } from '../../src/why/report-with-why.js';
import { keeperNotesOf } from '../../src/why/why-notes.js';
import { anAnswer, growingSite } from './an-answer.js';

const [slow, fast] = [
  growingSite({ function: 'slow', slope: { perUnit: 1, low: 0, high: 2, perSecond: 1 } }),
  growingSite({ function: 'fast', verdict: 'leak' }),
];
const flat = growingSite({ function: 'flat', verdict: 'flat' });

const CAPTURE = {
  time: '2026-01-02T03:04:05.000Z',
  work: { sessions: 9 },
  gc: 'forced',
  heapUsed: 1,
  heapLimit: 9,
  rss: 2,
  external: 0,
} as const;

function reportOf(
  sites: GrowthReport['sites'],
  verdict: GrowthReport['verdict'] = 'inconclusive',
): GrowthReport {
  return {
    schema: 'heaptide.growth/1',
    verdict,
    reason: 'too few',
    unit: 'sessions',
    captures: [CAPTURE],
    sites,
  };
}

it('puts the answer beside its site, and null beside the others', () => {
  const answer = anAnswer();
  const report = reportWithWhy(reportOf([flat, slow, fast]), new Map([[fast, answer]]));
  expect(report.sites.map((site) => [site.function, whyOf(site)])).toEqual([
    ['fast', answer],
    ['flat', null],
    ['slow', null],
  ]);
});

it('asks about findings first, those in lock-step once, then about what grows, the fastest first', () => {
  const leak = (name: string, group?: number) =>
    growingSite({ function: name, verdict: 'leak', ...(group === undefined ? {} : { group }) });
  const expected = growingSite({ function: 'expected', expected: { bytes: 1, holds: true } });
  const sites = [leak('a', 1), leak('b', 1), leak('c'), flat, slow, expected, fast];
  expect(redSites({ sites }).map((site) => site.function)).toEqual(['a', 'c', 'fast', 'slow']);
});

it('stands under its site in a report, and beside its finding in a check', () => {
  const report = reportWithWhy(reportOf([flat, fast]), new Map([[fast, anAnswer()]]));
  const text = renderGrowthText(report, { notesOf: keeperNotesOf });
  expect(text).toMatch(
    /^leak, confirmed: fast\n[^]*^ {2}kept by {3}sessions Map in session\.js keeps what newSession makes: /m,
  );
  const facts = {
    program: ['node'],
    work: 'true',
    rounds: 9,
    warmup: 1,
    seconds: 9,
    interval: 4096,
    exactSites: true,
    worked: true,
    inconclusiveAllowed: false,
  };
  const result = judgeCheck(report, facts, { budget: { allow: [] }, directory: '/srv', now: 0 });
  expect(result).toMatchObject({ outcome: 'failed', findings: [{ keeper: anAnswer().text }] });
  const kept = `kept by: ${anAnswer().text}`;
  for (const output of [renderCheckText(result), renderGithubAnnotations(result), renderCheckJunit(result)])
    expect(output).toContain(kept);
});
