import type { CohortTable } from './cohort-table.js';
import { fitLine, type LinePoint } from './fit-line.js';
import type { HuntClock } from './hunt-clock.js';
import type { LiveAges } from './live-ages.js';

/** Whether a queue in which everything dies in turn nevertheless falls behind. */
export interface QueueWait {
  /** The wait grows while arrivals stay level: the queue falls behind. */
  readonly growing: boolean;
  /** The wait at the end of the window over that at its beginning. */
  readonly waitRatio: number;
  /** Live samples at the end of the window over those at its beginning. */
  readonly liveRatio: number;
  /** The largest fall of the live count is more than noise: the queue drains. */
  readonly drained: boolean;
}

/** Number of the first reading that is measured: load that rises has mostly levelled off by then. */
const FEWEST_READINGS = 11;
const FEWEST_BIRTHS = 20;
const FEWEST_DEATHS = 10;
/** Standard errors by which the wait and the live count must rise: together, and each. */
const TOGETHER = 6;
const EACH = 1.5;
/** A perfect line is worth no more standard errors than this. */
const MOST_ERRORS = 6;
const SMALLEST_WAIT_RATIO = 1.25;
const SMALLEST_LIVE_RATIO = 1.1;
/** The same from the middle third of the window to its last: what has levelled off is no backlog. */
const SMALLEST_LATE_RATIO = 1.08;
const LEVEL_ARRIVALS = { from: 0.6, to: 1.6 };
/** Share of samples that may be far older than the rest: more is memory that stays, beside what passes through. */
const MOST_OLD = 0.05;
/** A median age above this share of all that was watched may be a store that has not filled yet. */
const OLDEST_MEDIAN = 0.2;

/**
 * Little's law: live = arrivals x wait. More live samples at level arrivals mean a longer wait, which is a backlog; more
 * at higher arrivals is load. In a queue the wait shows as the age of what is in it, known to the byte of the allocation
 * clock, so it needs fewer samples than their count does. Looks at the last half of the readings; `undefined` where
 * there is too little to tell. `ages` holds one entry a reading.
 */
export function measureQueueWait(
  table: CohortTable,
  ages: readonly (LiveAges | undefined)[],
  clock: HuntClock,
): QueueWait | undefined {
  const newest = ages.length - 1;
  const now = ages[newest];
  if (newest < FEWEST_READINGS || now === undefined) return undefined;
  const { work, allocated } = clock;
  const begin = newest - Math.max(7, Math.floor(newest / 2));
  const waits: LinePoint[] = [];
  const live: LinePoint[] = [];
  const arrivals: number[] = [];
  let births = 0;
  for (let reading = begin + 1; reading <= newest; reading++) {
    const done = work[reading]! - work[reading - 1]!;
    const of = ages[reading];
    if (!(done > 0) || of === undefined) return undefined;
    const born = table.bornIn(reading);
    births += born;
    arrivals.push(born / done);
    live.push({ at: work[reading]!, value: of.count });
    const begun = interpolate(allocated, work, allocated[reading]! - of.median);
    waits.push({ at: work[reading]!, value: work[reading]! - begun });
  }
  const deaths = live[0]!.value - table.bornIn(begin + 1) + births - now.count;
  if (births < FEWEST_BIRTHS || deaths < FEWEST_DEATHS) return undefined;
  const wait = fitLine(waits);
  const count = fitLine(live);
  const drained = largestFall(live) >= 3 * Math.sqrt(Math.max(...live.map(({ value }) => value)));
  const growing =
    Math.min(wait.deviate, MOST_ERRORS) + Math.min(count.deviate, MOST_ERRORS) > TOGETHER &&
    Math.min(wait.deviate, count.deviate) > EACH &&
    wait.ratio > SMALLEST_WAIT_RATIO &&
    count.ratio > SMALLEST_LIVE_RATIO &&
    lateRatio(waits) > SMALLEST_LATE_RATIO &&
    areLevel(arrivals) &&
    now.median <= OLDEST_MEDIAN * (allocated[newest]! - allocated[0]!) &&
    now.old <= MOST_OLD * now.count &&
    !drained &&
    !isLoad(waits, clock, begin);
  return { growing, waitRatio: wait.ratio, liveRatio: count.ratio, drained };
}

function lateRatio(points: readonly LinePoint[]): number {
  const values = points.map(({ value }) => value);
  const third = Math.max(2, Math.floor(values.length / 3));
  return mean(values.slice(-third)) / mean(values.slice(third, -third));
}

function areLevel(arrivals: readonly number[]): boolean {
  const third = Math.max(2, Math.floor(arrivals.length / 3));
  const ratio = mean(arrivals.slice(-third)) / mean(arrivals.slice(0, third));
  return ratio > LEVEL_ARRIVALS.from && ratio < LEVEL_ARRIVALS.to;
}

/**
 * Whether more traffic explains a longer wait: work that takes the same time is in flight for more work when more is
 * done a second.
 */
function isLoad(waits: readonly LinePoint[], { work, seconds }: HuntClock, begin: number): boolean {
  const traffic = waits.map(({ at }, i) => {
    const reading = begin + 1 + i;
    const elapsed = Math.max(1e-3, seconds[reading]! - seconds[reading - 1]!);
    return { at, value: (work[reading]! - work[reading - 1]!) / elapsed };
  });
  const line = fitLine(traffic);
  if (line.deviate < 3 || line.ratio < 1.2) return false;
  const inSeconds = waits.map(({ at, value }, i) => ({
    at,
    value: seconds[begin + 1 + i]! - interpolate(work, seconds, at - value),
  }));
  return fitLine(inSeconds).ratio < SMALLEST_LIVE_RATIO;
}

/** The value of `to` where `from`, ascending, has the value `at`; outside of it, as fast as at its ends. */
function interpolate(from: readonly number[], to: readonly number[], at: number): number {
  let i = from.length - 1;
  while (i > 1 && from[i - 1]! > at) i--;
  const share = (at - from[i - 1]!) / (from[i]! - from[i - 1]!);
  return to[i - 1]! + share * (to[i]! - to[i - 1]!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largestFall(points: readonly LinePoint[]): number {
  let peak = -Infinity;
  let fall = 0;
  for (const { value } of points) {
    peak = Math.max(peak, value);
    fall = Math.max(fall, peak - value);
  }
  return fall;
}
