import { type GrowthReport, isDecided, namesSite, type SiteReport } from '@heaptide/growth';
import type { AllowedSite, CheckFinding, CheckResult } from '@heaptide/report/check';
import { whyOf } from '../why/report-with-why.js';
import { objectionTo } from './allowed-site.js';
import type { Budget } from './parse-budget.js';
import { projectFrame, relativePath } from './project-place.js';

/** What a check was, besides what it found. */
export type CheckFacts = Pick<
  CheckResult,
  | 'program'
  | 'work'
  | 'rounds'
  | 'warmup'
  | 'seconds'
  | 'interval'
  | 'exactSites'
  | 'worked'
  | 'inconclusiveAllowed'
>;

export interface JudgeCheckOptions {
  readonly budget: Budget;
  /** Directory of the project, absolute. */
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Puts what grows against what may grow. Only what is confirmed fails a check, and only health that was shown passes it. */
export function judgeCheck(
  growth: GrowthReport,
  facts: CheckFacts,
  { budget, directory, now }: JudgeCheckOptions,
): CheckResult {
  const used = new Set<AllowedSite>();
  const findings = growth.sites
    .filter((site) => site.confirmed)
    .map((site) => {
      const naming = budget.allow.filter((entry) => namesSite(entry.site, site));
      for (const entry of naming) used.add(entry);
      return findingOf(site, { naming, directory, now });
    });
  const failing = findings.filter(({ allowedBy }) => allowedBy === undefined);
  return {
    schema: 'heaptide.check/1',
    outcome: failing.length > 0 ? 'failed' : facts.worked && isDecided(growth) ? 'passed' : 'inconclusive',
    ...facts,
    findings: [...failing, ...findings.filter((finding) => !failing.includes(finding))],
    unused: budget.allow.filter((entry) => !used.has(entry)),
    growth,
  };
}

/** Whether a site may grow, so that nothing more needs to be known of it. */
export function isAllowed(
  site: SiteReport,
  { budget, now }: Pick<JudgeCheckOptions, 'budget' | 'now'>,
): boolean {
  return budget.allow.some(
    (entry) => namesSite(entry.site, site) && objectionTo(entry, site, now) === undefined,
  );
}

function findingOf(
  site: SiteReport,
  { naming, directory, now }: { naming: readonly AllowedSite[]; directory: string; now: number },
): CheckFinding {
  const place = projectFrame(site.path, directory);
  const allowedBy = naming.find((entry) => objectionTo(entry, site, now) === undefined);
  const keeper = whyOf(site)?.text;
  const objection =
    allowedBy === undefined && naming[0] !== undefined ? objectionTo(naming[0], site, now) : undefined;
  return {
    key: `${site.function}@${relativePath(site.file, directory)}`,
    site,
    ...(place === undefined ? {} : { place }),
    ...(keeper === undefined ? {} : { keeper }),
    ...(allowedBy === undefined ? {} : { allowedBy }),
    ...(objection === undefined ? {} : { objection }),
  };
}
