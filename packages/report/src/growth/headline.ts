import { type GrowthReport, singular } from '@heaptide/growth';
import { longBytes } from '@heaptide/profile';
import { type Finding, findingsOf } from './findings.js';
import { offHeapText, outlookText, rateWithInterval } from './growth-amounts.js';
import { type Phrase, shortName } from './phrase.js';

/** The verdict in plain words, with the number that matters: what to read if nothing else is read. */
export function headline(report: GrowthReport): Phrase {
  const { verdict, unit, outlook } = report;
  const findings = findingsOf(report);
  const [first] = findings;
  if (first === undefined) return [`${verdict}: ${unfound(report)}`, ...suspicion(report)];
  return [
    `${verdict}: `,
    ...what(first, unit),
    ...(findings.length === 1 ? [] : [`, and ${findings.length - 1} more`]),
    `; ${standing(findings)}`,
    ...(outlook === undefined ? [] : [`; ${outlookText(outlook)}`]),
  ];
}

function what({ sites, sum }: Finding, unit: string): Phrase {
  const [site, ...others] = sites;
  const together = others.length > 0;
  const who: Phrase = [
    { name: shortName(site) },
    ...(together ? [` and ${others.length} more in lock-step`] : []),
  ];
  const memory = sites.every(({ kind }) => kind === 'external') ? ' of external memory' : '';
  const inuse = longBytes(sum.inuseSpace.at(-1) ?? 0);
  if (site.verdict === 'backlog') {
    return [...who, ` ${together ? 'fall' : 'falls'} behind: ${inuse}${memory} are waiting`];
  }
  const keeps = together ? ' keep ' : ' keeps ';
  if (sum.slope.perUnit === 0) return [...who, `${keeps}${inuse}${memory} and more all the time`];
  return [...who, `${keeps}${rateWithInterval(sum.slope)}${memory} per ${singular(unit)}`];
}

function standing(findings: readonly Finding[]): string {
  const confirmed = findings.filter(({ sum }) => sum.confirmed).length;
  if (confirmed === findings.length) return findings.length === 1 ? 'confirmed' : 'all confirmed';
  if (confirmed === 0) return 'not confirmed yet';
  return `${confirmed} of ${findings.length} confirmed`;
}

/** What grows most where nothing is found. */
function suspicion({ verdict, sites, unit }: GrowthReport): Phrase {
  const growing = sites.filter((site) => site.verdict === 'growing' && site.expected?.holds !== true);
  const [most] = growing.sort((a, b) => b.slope.perSecond - a.slope.perSecond);
  if (verdict !== 'inconclusive' || most === undefined) return [];
  return [
    `; ${growing.length === 1 ? '' : 'most '}suspicious: `,
    { name: shortName(most) },
    ` with ${rateWithInterval(most.slope)} per ${singular(unit)}`,
  ];
}

/** The reason of what grows off the heap is long, and told in a block of its own. */
function unfound({ reason, offHeap, unit }: GrowthReport): string {
  if (offHeap === undefined) return reason;
  const grown = offHeapText(offHeap, unit);
  return reason === offHeap.reason ? grown : `${reason}; ${grown}`;
}
