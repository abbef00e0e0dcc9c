import { longBytes as bytes } from '@heaptide/profile';
import { changeOf } from './change.js';
import type { Slope, Verdict } from './growth-report.js';
import { type GrowthRate, NO_GROWTH, netRate, survivorRate } from './growth-rate.js';
import type { SiteHistory } from './site-history.js';
import { CAPTURES_TO_CONFIRM } from './site-standing.js';
import { growsByTotals } from './totals-rule.js';
import { type WorkClock, singular } from './work-clock.js';

const FEWEST_CAPTURES = 3;

export interface SiteJudgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly slope: Slope;
}

/** What a site is judged against. */
export interface SeriesContext {
  /** Mean bytes between two samples. */
  readonly interval: number;
  /** Work at each capture in `SiteHistory.bytes`. */
  readonly captures: WorkClock;
  /** Live samples of the site in the newest reading. */
  readonly liveSamples: number;
  /** Whether samples carry births, so that survival can be judged. */
  readonly births: boolean;
}

/** Puts one word, one sentence and one slope to what a hunt holds of a site. */
export function judgeSite(site: SiteHistory, context: SeriesContext): SiteJudgement {
  const { captures, interval, liveSamples } = context;
  const unit = singular(captures.unit);
  const elapsed = captures.seconds.at(-1)! - captures.seconds[0]!;
  const unitsPerSecond = elapsed > 0 ? (captures.done.at(-1)! - captures.done[0]!) / elapsed : 0;
  const rate = survivorRate(site, { samples: liveSamples, unitsPerSecond });
  const net = netRate(site, { interval, work: captures.done, seconds: captures.seconds });

  if (site.standing.leak) {
    return { verdict: 'leak', reason: leakReason(site, rate, unit), slope: rate?.slope ?? NO_GROWTH };
  }
  if (site.standing.backlog) return { verdict: 'backlog', reason: backlogReason(site), slope: net };
  if (site.age < FEWEST_CAPTURES) {
    const reason = `first seen ${site.age === 1 ? 'in this capture' : 'in the last capture'}; needs ${FEWEST_CAPTURES}`;
    return { verdict: 'new', reason, slope: NO_GROWTH };
  }
  if (!context.births) return judgeTotals(site, context, net);

  const change = changeOf(site.bytes, interval);
  if (change === 'down') return { verdict: 'shrinking', reason: spanOf(site.bytes), slope: net };
  if (site.look?.refuted === true) {
    return { verdict: 'bounded', reason: healthReason(site), slope: NO_GROWTH };
  }
  const slope = rate?.slope ?? net;
  if (site.look?.leaks === true || (change === 'up' && slope.low > 0)) {
    return { verdict: 'growing', reason: growingReason(site), slope };
  }
  const reason =
    change === 'up'
      ? `${spanOf(site.bytes)}, but no longer by more than the sampling error`
      : 'the change is within the sampling error';
  return { verdict: 'flat', reason, slope: NO_GROWTH };
}

function judgeTotals(site: SiteHistory, { captures, interval }: SeriesContext, net: Slope): SiteJudgement {
  if (growsByTotals(site.bytes, captures.done, interval)) {
    const reason = `${spanOf(site.bytes)}; without births a leak cannot be told from a cache that fills`;
    return { verdict: 'growing', reason, slope: net };
  }
  if (changeOf(site.bytes, interval) === 'down') {
    return { verdict: 'shrinking', reason: spanOf(site.bytes), slope: net };
  }
  return { verdict: 'flat', reason: 'no steady rise beyond the sampling error', slope: NO_GROWTH };
}

function leakReason(
  { look, standing, bytes: { length: captures } }: SiteHistory,
  rate: GrowthRate | undefined,
  unit: string,
): string {
  const parts: string[] = [];
  const crossing = look?.crossing;
  if (look !== undefined && crossing !== undefined) {
    const alive = crossing.crossed - crossing.died;
    parts.push(`${alive} of ${crossing.crossed} samples older than ${look.age} captures are still alive`);
  }
  if (rate !== undefined) {
    const { perUnit, high } = rate.slope;
    const objects = rate.objectsPerUnit.toFixed(rate.objectsPerUnit < 10 ? 2 : 0);
    parts.push(`${objects} objects and ${bytes(perUnit)} ± ${bytes(high - perUnit)} kept per ${unit}`);
  }
  if (!standing.confirmed) {
    const wait =
      captures < CAPTURES_TO_CONFIRM ? `needs ${CAPTURES_TO_CONFIRM} captures` : 'the newest captures waver';
    parts.push(`not confirmed yet: ${wait}`);
  }
  return parts.join('; ');
}

function backlogReason({ wait }: SiteHistory): string {
  if (wait === undefined) return 'the queue fell behind earlier and has not been seen to drain';
  return (
    `what is queued here waits ${wait.waitRatio.toFixed(1)} times as long as before, at a level arrival rate; ` +
    `${wait.liveRatio.toFixed(1)} times as much is queued`
  );
}

function healthReason({ look, standing }: SiteHistory): string {
  const withdrawn = standing.retracted ? 'retracted: ' : '';
  if (look === undefined) return `${withdrawn}no evidence of growth`;
  const { crossing, survival, age } = look;
  if (look.oldDie)
    return `${withdrawn}the old die: ${survival.died} of ${survival.born} samples have been freed`;
  if (crossing?.late === 0) return `${withdrawn}nothing allocated here lately has outlived ${age} captures`;
  return `${withdrawn}survivors have stopped arriving`;
}

function growingReason({ look, bytes: series }: SiteHistory): string {
  if (look === undefined) return `${spanOf(series)}; too few samples or captures to tell whether it lasts`;
  if (look.leaks) return 'survivors keep arriving and none are freed; another capture is needed to say leak';
  if (look.crossing === undefined)
    return `samples die late: nothing older than ${look.age} captures can be judged yet`;
  const { crossed, died } = look.crossing;
  return `${spanOf(series)}; ${crossed} samples have outlived ${look.age} captures, ${died} of them were freed since`;
}

function spanOf(series: readonly number[]): string {
  return `live bytes went from ${bytes(series[0] ?? 0)} to ${bytes(series.at(-1) ?? 0)}`;
}
