import { isFinding, type SiteReport } from '@heaptide/growth';
import type { WhyAnswer } from '@heaptide/why';
import { isFound } from './why-exit.js';

/** Of objects found in what keeps them, or of calls that added to it, so many make a witness. */
const LEAST_SEEN = 3;
/** How often one unit of work calls a site at most, as far as it is not known: what stays of a unit is that much rarer in calls. */
const CALLS_PER_UNIT = 10;
/** What the reason of a finding says as long as the captures do not confirm it. */
const STILL_WAITS = /; not confirmed yet: [^;]*/;
const NO_SLOPE = { perUnit: 0, low: 0, high: 0, perSecond: 0 };

/**
 * What a site comes to with what was found of who retains it, the third witness beside growth and survival.
 *
 * - What retains it was found: a finding is confirmed. A site that only grows is told of, no more: for seconds, a cache that
 *   fills looks like a leak.
 * - All that was caught has died: a site that only grows is bounded, if by the number of the dead so few can stay that the
 *   growth would not come of it. Else it is only told, and so it is of a finding.
 *
 * What was confirmed before stays so.
 */
export function weighWhy(site: SiteReport, answer: WhyAnswer): SiteReport {
  if (isFound(answer)) return weighFound(site, answer);
  if (answer.state === 'dies' && answer.canaries.caught > 0) return weighDead(site, answer);
  return site;
}

function weighFound(site: SiteReport, answer: WhyAnswer): SiteReport {
  if (site.confirmed) return site;
  if (!isFinding(site) || !isWitness(answer)) return withReason(site, `asked why: ${answer.text}`);
  const waiting = { ...site, reason: site.reason.replace(STILL_WAITS, '') };
  return { ...withReason(waiting, `confirmed by what keeps it: ${answer.text}`), confirmed: true };
}

function isWitness({ state, canaries }: WhyAnswer): boolean {
  const { alive, inHolder, addedIn } = canaries;
  return (state === 'chain' ? alive : Math.max(inHolder, addedIn)) >= LEAST_SEEN;
}

function weighDead(site: SiteReport, answer: WhyAnswer): SiteReport {
  const { text, canaries } = answer;
  if (isFinding(site)) return { ...site, caveat: joined(site.caveat, `asked why, ${text}`) };
  if (site.verdict !== 'growing') return site;
  const most = mostThatStays(canaries.caught);
  if (canaries.alive === 0 && most < leastThatStays(site)) {
    return { ...withReason(site, `cleared by its objects: ${text}`), verdict: 'bounded', slope: NO_SLOPE };
  }
  const left =
    canaries.alive > 0 ? 'some of it stays' : `up to ${Math.ceil(most * 100)} % of it may stay all the same`;
  return withReason(site, `asked why: ${text}, which does not clear it, for ${left}`);
}

/** Of objects of which so many were caught and all have died, the share that may stay (95 % sure). */
export function mostThatStays(caught: number): number {
  return 1 - 0.05 ** (1 / caught);
}

/** The share of what the site makes that has to stay for it to grow as it does. */
function leastThatStays({ slope, inuseSpace, inuseObjects }: SiteReport): number {
  const objectBytes = (inuseSpace.at(-1) ?? 0) / (inuseObjects.at(-1) ?? 0);
  return objectBytes > 0 && Number.isFinite(objectBytes) ? slope.low / objectBytes / CALLS_PER_UNIT : 0;
}

function withReason(site: SiteReport, more: string): SiteReport {
  return { ...site, reason: joined(site.reason, more) };
}

function joined(text: string | undefined, more: string): string {
  return text === undefined ? more : `${text}; ${more}`;
}
