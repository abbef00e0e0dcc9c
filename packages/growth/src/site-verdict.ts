import { changeOf, hasRisen } from './change.js';
import type { Slope, Verdict } from './growth-report.js';
import { type GrowthRate, NO_GROWTH, netRate, survivorRate, type WeighLive } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import type { Look } from './look.js';
import type { QueueWait } from './queue-wait.js';
import * as say from './site-sentences.js';
import type { SiteStanding } from './site-standing.js';
import { growsByTotals } from './totals-rule.js';
import type { WorkClock } from './work-clock.js';

/** Captures that a site must have been seen in. */
export const FEWEST_CAPTURES = 3;
export const FLAT = 'the change is within the sampling error';

export interface SiteJudgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly caveat?: string;
  readonly slope: Slope;
}

/** What is judged: a site, or the part of it that is a finding. */
export interface JudgedSite {
  /** Live bytes of the whole site, one figure per capture. */
  readonly bytes: readonly number[];
  /** Captures since the site was first seen, that one included. */
  readonly age: number;
  readonly standing: SiteStanding;
  /** It, or a part of it, was a finding and is none any more. */
  readonly retracted: boolean;
  /** Made when asked for: most sites need none. */
  readonly look: () => Look | undefined;
  readonly wait: QueueWait | undefined;
  /** Little that was allocated here before the hunt began is left. */
  readonly turnsOver: boolean;
  /** Of the part, where a part is judged. */
  readonly live: WeighLive;
}

/** What a site is judged against. */
export interface SeriesContext {
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Work at each capture. */
  readonly captures: WorkClock;
  /** Work at each reading; `undefined` where samples carry no births, so that survival cannot be judged. */
  readonly readings: HuntClock | undefined;
}

/** Puts one word, one sentence and one slope to what a hunt holds of a site. */
export function judgeSite(site: JudgedSite, context: SeriesContext): SiteJudgement {
  const { standing } = site;
  const { captures, interval, readings } = context;
  if (readings !== undefined && standing.leak) return judgeLeak(site, readings, captures.unit);
  if (standing.backlog) {
    return {
      verdict: 'backlog',
      reason: say.backlog(site.wait),
      caveat: say.BACKLOG_CAVEAT,
      slope: netRate(site.bytes, interval, captures),
    };
  }
  if (site.age < FEWEST_CAPTURES) {
    const reason = `first seen ${site.age === 1 ? 'in this capture' : 'in the last capture'}; needs ${FEWEST_CAPTURES}`;
    return { verdict: 'new', reason, slope: NO_GROWTH };
  }
  if (readings === undefined) return judgeTotals(site, context);

  const change = changeOf(site.bytes, interval);
  if (change === 'down') {
    const slope = netRate(site.bytes, interval, captures);
    return { verdict: 'shrinking', reason: say.span(site.bytes), slope };
  }
  if (!hasRisen(site.bytes, interval) && !site.retracted && !standing.suspected) {
    return { verdict: 'flat', reason: FLAT, slope: NO_GROWTH };
  }
  const look = site.look();
  if (look?.refuted === true) {
    return { verdict: 'bounded', reason: say.health(look, site.retracted), slope: NO_GROWTH };
  }
  const rate: GrowthRate | undefined = survivorRate(look, site.live, readings);
  const slope = rate?.slope ?? netRate(site.bytes, interval, captures);
  if (look?.leaks === true || (change === 'up' && slope.low > 0)) {
    return { verdict: 'growing', ...say.growing(look, site.bytes), slope };
  }
  const reason =
    change === 'up' ? `${say.span(site.bytes)}, but no longer by more than the sampling error` : FLAT;
  return { verdict: 'flat', reason, slope: NO_GROWTH };
}

function judgeLeak(site: JudgedSite, readings: HuntClock, unit: string): SiteJudgement {
  const look = site.look();
  const rate = survivorRate(look, site.live, readings);
  const { confirmed } = site.standing;
  return {
    verdict: 'leak',
    ...say.leak({
      look,
      rate,
      readings,
      unit,
      confirmed,
      captures: site.bytes.length,
      turnsOver: site.turnsOver,
    }),
    slope: rate?.slope ?? NO_GROWTH,
  };
}

function judgeTotals(site: JudgedSite, { captures, interval }: SeriesContext): SiteJudgement {
  const slope = netRate(site.bytes, interval, captures);
  if (growsByTotals(site.bytes, captures.done, interval)) {
    const reason = `${say.span(site.bytes)}; without births a leak cannot be told from a cache that fills`;
    return { verdict: 'growing', reason, slope };
  }
  if (changeOf(site.bytes, interval) === 'down')
    return { verdict: 'shrinking', reason: say.span(site.bytes), slope };
  return { verdict: 'flat', reason: 'no steady rise beyond the sampling error', slope: NO_GROWTH };
}
