import { type ArrivalTrend, expectedSurvivors, fitArrivals } from './arrival-trend.js';
import type { CohortTable } from './cohort-table.js';
import type { HuntClock } from './hunt-clock.js';
import { type Crossing, type Survival, crossingAge, measureCrossing, measureSurvival } from './survival.js';

/** A rate at the end of the window below this share of the rate at its beginning counts as drying up. */
export const DRYING_UP = Math.log(0.5);
/** Samples below which there is no look. */
const FEWEST_SAMPLES = 4;
/** Survivors below which there is never a finding; and the least of them that are alive where there is one. */
export const FEWEST_SURVIVORS = 8;
export const FEWEST_ALIVE = 6;

/** What the readings so far say of some samples, by themselves: nothing of what was said before. */
export interface Look {
  readonly survival: Survival;
  /** The first cohort of the site's own clock. */
  readonly start: number;
  /** Age in readings from which a sample counts as a survivor. */
  readonly age: number;
  readonly crossing: Crossing | undefined;
  /** Arrivals of survivors since the site began, and in the last half of that. */
  readonly whole: ArrivalTrend | undefined;
  readonly half: ArrivalTrend | undefined;
  /** Survivors keep arriving. */
  readonly arrives: boolean;
  /** `arrives`, and by the whole window rather than by its last half alone. */
  readonly arrivesThroughout: boolean;
  /** Survivors have as good as stopped arriving. */
  readonly driesUp: boolean;
  /** The old do not die, survivors keep arriving, and there are enough of both. */
  readonly leaks: boolean;
  /** `leaks`, and by the whole window rather than by its last half alone. */
  readonly leaksThroughout: boolean;
  /** Evidence of health: the old die, or survivors have stopped arriving. */
  readonly refuted: boolean;
  /** The strong form of `refuted`: the old die. */
  readonly oldDie: boolean;
}

/** How a look is to be made. */
export interface LookOptions {
  /** A sample younger than so many readings never counts as a survivor. */
  readonly leastAge?: number | undefined;
  /** Only whether it leaks is wanted: what cannot leak is not looked at any further. */
  readonly onlyLeaks?: boolean;
}

/**
 * The survival rule: a site leaks when its old samples have stopped dying and new survivors keep arriving at an
 * undiminished rate per unit of work. `undefined` where it is too early.
 */
export function lookAt(
  table: CohortTable,
  newest: number,
  { work, warmedUp }: Pick<HuntClock, 'work' | 'warmedUp'>,
  { leastAge = 0, onlyLeaks = false }: LookOptions = {},
): Look | undefined {
  const survival = measureSurvival(table, newest);
  if (survival.born < FEWEST_SAMPLES) return undefined;
  const start = firstCohort(table, newest, survival.born);
  const readings = newest - start + 1;
  if (readings < 5) return undefined;
  const age = Math.max(leastAge, crossingAge(survival, readings));
  if (newest - age < 3) return tooYoung({ survival, start, age });

  const warmUp = Math.max(warmedUp ? 0 : 1, start - 1);
  const crossing = measureCrossing(table, survival, { newest, age, start, warmUp, work });
  const enough = stopsDying(crossing) && isEnough(crossing, { newest, age, start, readings });
  const oldDie = crossing.persistence < 0.65 || crossing.died > 0.25 * crossing.crossed;
  if (!enough && onlyLeaks)
    return { ...noArrivals({ survival, start, age }), crossing, oldDie, refuted: oldDie };
  const survivors = expectedSurvivors(table, survival, { newest, age });
  const whole = fitArrivals(survivors, work, warmUp);
  const half = readings >= 10 ? fitArrivals(survivors, work, newest - Math.floor(readings / 2)) : undefined;
  const arrivesThroughout = keepsArriving(whole, cautionAt(readings));
  const arrives =
    arrivesThroughout || (half !== undefined && half.survivors >= 12 && keepsArriving(half, 1.3));
  const leaks = arrives && enough;
  const dry = driesUp(whole) && driesUp(half);
  return {
    survival,
    start,
    age,
    crossing,
    whole,
    half,
    arrives,
    arrivesThroughout,
    driesUp: dry,
    leaks,
    leaksThroughout: leaks && arrivesThroughout,
    refuted: oldDie || crossing.late === 0 || dry,
    oldDie,
  };
}

/** The site's own clock starts at the cohort that brings its samples past 3 %: a stray early one does not count. */
function firstCohort(table: CohortTable, newest: number, born: number): number {
  let sum = 0;
  for (let cohort = 1; cohort <= newest; cohort++) {
    sum += table.bornIn(cohort);
    if (sum > 0.03 * born) return cohort;
  }
  return 1;
}

/** Samples die at an age that the window is too short to look beyond: only their deaths can be told. */
function tooYoung(known: Pick<Look, 'survival' | 'start' | 'age'>): Look {
  const { died, born } = known.survival;
  return { ...noArrivals(known), refuted: died >= 0.25 * born, oldDie: died >= 0.4 * born };
}

function noArrivals(known: Pick<Look, 'survival' | 'start' | 'age'>): Look {
  return {
    ...known,
    crossing: undefined,
    whole: undefined,
    half: undefined,
    arrives: false,
    arrivesThroughout: false,
    driesUp: false,
    leaks: false,
    leaksThroughout: false,
    refuted: false,
    oldDie: false,
  };
}

function stopsDying({ crossed, died, persistence, hazard }: Crossing): boolean {
  return crossed > 0 && died <= 0.25 * crossed && persistence >= 0.7 && hazard <= 1;
}

function isEnough(
  { crossed, cohorts, late, lateCohorts }: Crossing,
  { newest, age, start, readings }: { newest: number; age: number; start: number; readings: number },
): boolean {
  const lateThird = Math.max(1, Math.round((newest - age - start + 1) / 3));
  const fewestLateCohorts = lateThird === 1 || readings >= 12 ? 1 : 2;
  return crossed >= FEWEST_SURVIVORS && cohorts >= 3 && late >= 2 && lateCohorts >= fewestLateCohorts;
}

/** Standard errors that the trend must clear: short windows need more. */
function cautionAt(readings: number): number {
  return readings >= 14 ? 0 : (0.8 * (14 - readings)) / 9;
}

function keepsArriving(trend: ArrivalTrend | undefined, caution: number): boolean {
  return trend !== undefined && trend.tilt - caution * trend.error >= DRYING_UP;
}

function driesUp(trend: ArrivalTrend | undefined): boolean {
  return trend === undefined || trend.tilt + 0.5 * trend.error < DRYING_UP;
}
