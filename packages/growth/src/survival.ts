import type { CohortTable } from './cohort-table.js';
import { gammaQuantile90 } from './gamma-quantile.js';

/** The least age, in readings, at which a sample may count as a survivor. */
export const YOUNGEST_SURVIVOR = 2;

/** How the samples of one site live and die, up to one reading. Ages are counted in readings. */
export interface Survival {
  /** Samples of cohort 1 and later, and those of them that have died. */
  readonly born: number;
  readonly died: number;
  readonly alive: number;
  /** `deaths[a]` and `atRisk[a]`: samples that died at age `a`, and samples that were there to die at it. */
  readonly deaths: Float64Array;
  readonly atRisk: Float64Array;
  /** Kaplan-Meier estimate: the share of samples that reach age `a`. */
  readonly reach: Float64Array;
}

/** Cohort 0 is start-up and is left out: nobody knows how old it is. */
export function measureSurvival(table: CohortTable, newest: number): Survival {
  const deaths = new Float64Array(newest + 2);
  const lived = new Float64Array(newest + 2);
  let born = 0;
  let died = 0;
  table.forEachDead((cohort, age, count) => {
    if (cohort === 0) return;
    died += count;
    deaths[age + 1]! += count;
    lived[age + 1]! += count;
  });
  for (let cohort = 1; cohort <= newest; cohort++) {
    const alive = table.aliveIn(cohort);
    lived[newest - cohort]! += alive;
    born += alive;
  }
  const alive = born;
  born += died;
  const atRisk = new Float64Array(newest + 2);
  for (let age = newest + 1, sum = 0; age >= 1; age--) {
    sum += lived[age]!;
    atRisk[age] = sum;
  }
  const reach = new Float64Array(newest + 2);
  reach[0] = 1;
  for (let age = 1; age <= newest + 1; age++) {
    const risk = atRisk[age]!;
    reach[age] = reach[age - 1]! * (risk > 0 ? 1 - deaths[age]! / risk : 1);
  }
  return { born, died, alive, deaths, atRisk, reach };
}

/**
 * The age at which a sample counts as a survivor. A fifth of the readings, at least 2; past the 80th percentile of the
 * ages at death where at least a tenth has died, since what dies at that age proves nothing before it.
 */
export function crossingAge(survival: Survival, readings: number): number {
  const base = Math.max(YOUNGEST_SURVIVOR, Math.round(readings / 5));
  const { deaths, died, born } = survival;
  if (died < 2 || died < 0.1 * born) return base;
  let sum = 0;
  for (let age = 1; age < deaths.length; age++) {
    sum += deaths[age]!;
    if (sum >= 0.8 * died) return Math.max(base, age + 1);
  }
  return base;
}

/** What became of the samples that reached the crossing age. */
export interface Crossing {
  /** Samples that reached it, and those of them that have died since. */
  readonly crossed: number;
  readonly died: number;
  /** Cohorts with a crossed sample. */
  readonly cohorts: number;
  /** Crossed samples in the last third of the cohorts that could cross, and their cohorts. */
  readonly late: number;
  readonly lateCohorts: number;
  /** Estimated share of crossed samples that live on to the newest reading. */
  readonly persistence: number;
  /**
   * Upper 90 % credible bound of the death rate after crossing, times the length of the window: below 1, what crossed
   * is expected to live longer than all that has been watched so far.
   */
  readonly hazard: number;
}

export interface CrossingWindow {
  readonly newest: number;
  /** Age from which a sample counts as crossed. */
  readonly age: number;
  /** The site's first cohort with evidence. */
  readonly start: number;
  /** The last cohort that is warm-up. */
  readonly warmUp: number;
  /** Work done by each reading. */
  readonly work: readonly number[];
}

export function measureCrossing(table: CohortTable, survival: Survival, window: CrossingWindow): Crossing {
  const { newest, age, start, warmUp, work } = window;
  const lastCohort = newest - age;
  const lateFrom = lastCohort - Math.max(1, Math.round((lastCohort - start + 1) / 3));
  let crossed = 0;
  let died = 0;
  let cohorts = 0;
  let late = 0;
  let lateCohorts = 0;
  let exposure = 0;
  const diedOf = new Float64Array(newest + 1);
  const livedOfDead = new Float64Array(newest + 1);
  table.forEachDead((cohort, atAge, count) => {
    if (cohort === 0 || cohort > lastCohort || atAge < age) return;
    diedOf[cohort]! += count;
    livedOfDead[cohort]! += count * (work[cohort + atAge]! - work[cohort + age - 1]!);
  });
  for (let cohort = 1; cohort <= lastCohort; cohort++) {
    const crossedAt = work[cohort + age - 1]!;
    const alive = table.aliveIn(cohort);
    const ofCohort = alive + diedOf[cohort]!;
    const lived = alive * (work[newest]! - crossedAt) + livedOfDead[cohort]!;
    died += diedOf[cohort]!;
    if (ofCohort === 0) continue;
    crossed += ofCohort;
    cohorts++;
    if (cohort <= warmUp) continue;
    exposure += lived;
    if (cohort > lateFrom) {
      late += ofCohort;
      lateCohorts++;
    }
  }
  const watched = work[newest]! - work[warmUp]!;
  return {
    crossed,
    died,
    cohorts,
    late,
    lateCohorts,
    persistence: persistenceAfter(survival, { age, crossed }),
    hazard: exposure > 0 ? (gammaQuantile90(died + 1) * watched) / exposure : Infinity,
  };
}

/** Kaplan-Meier survival past the crossing age, as far as enough samples are left to tell. */
function persistenceAfter(survival: Survival, { age, crossed }: { age: number; crossed: number }): number {
  const enough = Math.max(3, 0.08 * crossed);
  let share = 1;
  for (let a = age + 1; a < survival.atRisk.length; a++) {
    const risk = survival.atRisk[a]!;
    if (risk < enough) break;
    share *= 1 - survival.deaths[a]! / risk;
  }
  return share;
}
