import type { CohortTable } from './cohort-table.js';
import type { Survival } from './survival.js';

/** Whether survivors keep arriving: the fitted change of their arrival rate across a window. */
export interface ArrivalTrend {
  /** Survivors expected of the window's cohorts. */
  readonly survivors: number;
  /** Logarithm of the arrival rate at the end of the window over that at its beginning. */
  readonly tilt: number;
  /** Standard error of `tilt`, widened where arrivals come in bursts. */
  readonly error: number;
  /** Variance of the cohort counts over that of a Poisson process; at least 1. */
  readonly dispersion: number;
  /** Number of the reading that the window begins with. */
  readonly from: number;
}

/**
 * Survivors expected per cohort: those that crossed, and each younger live sample times the chance that it will.
 * The index is the cohort; entry 0 is 0.
 */
export function expectedSurvivors(
  table: CohortTable,
  survival: Survival,
  { newest, age }: { newest: number; age: number },
): Float64Array {
  const survivors = new Float64Array(newest + 1);
  for (let cohort = 1; cohort <= newest; cohort++) {
    const reached = newest - cohort;
    const chance = reached < age ? survival.reach[age]! / Math.max(1e-9, survival.reach[reached]!) : 1;
    survivors[cohort] = table.aliveIn(cohort) * chance;
  }
  table.forEachDead((cohort, atAge, count) => {
    if (cohort > 0 && atAge >= age) survivors[cohort]! += count;
  });
  return survivors;
}

/**
 * Fits the arrival rate of survivors in the cohorts after `from` by a density proportional to exp(tilt x) over the work
 * done in the window (the Laplace trend test, turned into an estimate). `undefined` where there is too little to fit.
 */
export function fitArrivals(
  survivors: Float64Array,
  work: readonly number[],
  from: number,
): ArrivalTrend | undefined {
  const newest = survivors.length - 1;
  const begin = work[from]!;
  const length = work[newest]! - begin;
  if (!(length > 0)) return undefined;
  const position = (reading: number): number => (work[reading]! - begin) / length;
  let count = 0;
  let moment = 0;
  for (let cohort = from + 1; cohort <= newest; cohort++) {
    count += survivors[cohort]!;
    moment += survivors[cohort]! * ((position(cohort - 1) + position(cohort)) / 2);
  }
  if (count < 3) return undefined;
  const tilt = tiltOfMean(moment / count);
  let chiSquare = 0;
  for (let cohort = from + 1; cohort <= newest; cohort++) {
    const expected = count * (tiltedShare(tilt, position(cohort)) - tiltedShare(tilt, position(cohort - 1)));
    chiSquare += (survivors[cohort]! - expected) ** 2 / Math.max(expected, 0.5);
  }
  const freedom = newest - from - 2;
  const dispersion = Math.max(1, freedom > 0 ? chiSquare / freedom : 1);
  return {
    survivors: count,
    tilt,
    error: Math.sqrt(dispersion / (count * tiltVariance(tilt))),
    dispersion,
    from,
  };
}

/** The tilt of a density proportional to exp(tilt x) on [0, 1] that has the given mean, by bisection. */
function tiltOfMean(mean: number): number {
  const wanted = Math.min(0.97, Math.max(0.03, mean));
  let low = -40;
  let high = 40;
  for (let step = 0; step < 50; step++) {
    const tilt = (low + high) / 2;
    const itsMean = Math.abs(tilt) < 1e-4 ? 0.5 + tilt / 12 : 1 / (1 - Math.exp(-tilt)) - 1 / tilt;
    if (itsMean < wanted) low = tilt;
    else high = tilt;
  }
  return (low + high) / 2;
}

/** Share of the tilted density that lies below `x`. */
function tiltedShare(tilt: number, x: number): number {
  return Math.abs(tilt) < 1e-6 ? x : Math.expm1(tilt * x) / Math.expm1(tilt);
}

/** Variance of the tilted density, which is also the information about `tilt` in one arrival. */
function tiltVariance(tilt: number): number {
  if (Math.abs(tilt) < 1e-2) return 1 / 12;
  return 1 / tilt ** 2 - Math.exp(tilt) / Math.expm1(tilt) ** 2;
}
