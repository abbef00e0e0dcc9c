import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { outlookText, safeText } from '@heaptide/report';
import { functionName } from '../sites/site-names.js';
import { isFinding } from '../sites/verdict-sign.js';
import { PLAIN_STYLE, findingLine } from './finding-line.js';

/** Growing sites are named only up to so many: they are no findings. */
const MOST_GROWING = 5;
const MOST_FINDINGS = 20;

/**
 * What stands when a watch ends: each finding, what grows most without being one, when memory will be used up, and what
 * speaks against a verdict.
 */
export function closingLines(report: GrowthReport, style = PLAIN_STYLE): readonly string[] {
  const { sites, outlook, verdict } = report;
  const findings = sites.filter(({ verdict }) => isFinding(verdict));
  const growing = sites.filter((site) => site.verdict === 'growing');
  const lead = new Map<number, SiteReport>();
  const lines = findings.slice(0, MOST_FINDINGS).map((site) => {
    const line = findingLine(site, report, style);
    const first = site.group === undefined ? undefined : lead.get(site.group);
    if (first !== undefined) {
      return `${line}  in lock-step with ${safeText(functionName(first.function), style)}, counted once`;
    }
    if (site.group !== undefined) lead.set(site.group, site);
    return line;
  });
  return [
    ...lines,
    ...restLine(findings.length - MOST_FINDINGS, 'findings'),
    ...growing.slice(0, MOST_GROWING).map((site) => findingLine(site, report, style)),
    ...restLine(growing.length - MOST_GROWING, 'sites grow'),
    ...(outlook === undefined ? [] : [outlookText(outlook)]),
    ...(verdict === 'inconclusive' ? [`no verdict: ${safeText(report.reason, style)}`] : []),
  ];
}

function restLine(left: number, what: string): readonly string[] {
  return left > 0 ? [`and ${left} more ${what}`] : [];
}
