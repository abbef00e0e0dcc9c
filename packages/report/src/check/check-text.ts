import { longBytes } from '@heaptide/profile';
import { type GrowthTextOptions, renderGrowthText } from '../growth/growth-text.js';
import { safeText } from '../safe-text.js';
import { type CheckFinding, type CheckResult, failuresOf } from './check-result.js';
import { findingText } from './finding-text.js';

/** The result for a terminal or a log: the outcome, how it was come by, the growth report, and each finding. */
export function renderCheckText(result: CheckResult, options: GrowthTextOptions = {}): string {
  const failures = failuresOf(result);
  const allowed = result.findings.filter((finding) => !failures.includes(finding));
  const lines = [
    `check ${result.outcome}: ${outcomeReason(result)}`,
    runLine(result),
    '',
    renderGrowthText(result.growth, options).trimEnd(),
  ];
  if (result.findings.length > 0) lines.push('');
  for (const finding of failures) {
    lines.push(`not allowed: ${line(finding, result)}${objection(finding)}`);
    if (finding.keeper !== undefined) lines.push(`  kept by: ${safeText(finding.keeper)}`);
  }
  for (const finding of allowed) {
    lines.push(`allowed: ${line(finding, result)}; ${safeText(finding.allowedBy?.reason ?? '')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Why the outcome is what it is, safe to print. */
export function outcomeReason(result: CheckResult): string {
  const failures = failuresOf(result).length;
  switch (result.outcome) {
    case 'failed':
      return `${failures} ${failures === 1 ? 'site grows' : 'sites grow'} without end`;
    case 'passed':
      return result.findings.length === 0
        ? safeText(result.growth.reason)
        : `what grows is allowed by the budget (${result.findings.length})`;
    case 'inconclusive': {
      if (!result.worked)
        return 'the work did not reach the program: it answered no request and hardly allocated anything';
      const { verdict, reason } = result.growth;
      const missing = verdict === 'inconclusive' ? reason : `${verdict}, but not confirmed: ${reason}`;
      return `neither a leak nor health was shown: ${safeText(missing)}`;
    }
  }
}

function runLine({ program, rounds, warmup, seconds, interval, exactSites }: CheckResult): string {
  return [
    safeText(program.join(' ')),
    `${rounds} rounds of work after ${warmup} of warm-up in ${seconds.toFixed(1)} s`,
    `a sample every ${longBytes(interval)}`,
    exactSites ? 'exact sites' : 'inlining on',
  ].join(', ');
}

function line(finding: CheckFinding, { growth }: CheckResult): string {
  return `${safeText(finding.key)}: ${findingText(finding, growth)}`;
}

function objection({ objection }: CheckFinding): string {
  return objection === undefined ? '' : `; ${safeText(objection)}`;
}
