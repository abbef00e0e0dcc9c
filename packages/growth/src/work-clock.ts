import type { CaptureMetadata } from '@heaptide/profile';

/** Name of the unit when no work counter is to be had. */
export const SECOND = 'second';
/** The counter that the agent keeps by itself; one that the program keeps says more. */
const AUTOMATIC = 'requests';
/** Counts between two readings below which their own spread says little of the load. */
const ENOUGH_COUNTED = 20;

/** Work done by each reading, and what it is counted in. */
export interface WorkClock {
  readonly unit: string;
  /** Units of work done by each reading. */
  readonly done: readonly number[];
  /** Seconds since the first reading. */
  readonly seconds: readonly number[];
}

/**
 * Work done over a series of readings, in `wanted` or in the counter that says most: one of the program's own before
 * the automatic request counter, and seconds where nothing was counted.
 */
export function workClock(
  readings: readonly Pick<CaptureMetadata, 'time' | 'work'>[],
  wanted?: string,
): WorkClock {
  const start = Date.parse(readings[0]?.time ?? '');
  const seconds = readings.map(({ time }) => (Date.parse(time) - start) / 1000);
  const unit = wanted ?? chooseUnit(readings);
  if (unit === SECOND) return { unit, done: seconds, seconds };
  return { unit, done: readings.map(({ work }) => work[unit] ?? 0), seconds };
}

/**
 * What arrivals are compared against: the counted work where there is enough of it between two readings to tell busy
 * ones from idle ones, else the bytes allocated, which every kind of work leaves behind.
 */
export function evidenceClock(allocated: readonly number[], { unit, done }: WorkClock): readonly number[] {
  const steps = done.slice(1).map((count, i) => count - done[i]!);
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  if (unit !== SECOND && usual >= ENOUGH_COUNTED) return done;
  return allocated.every((clock, i) => i === 0 || clock > allocated[i - 1]!) ? allocated : done;
}

function chooseUnit(readings: readonly Pick<CaptureMetadata, 'work'>[]): string {
  const increase = new Map<string, number>();
  for (const name of new Set(readings.flatMap(({ work }) => Object.keys(work)))) {
    const counts = readings.map(({ work }) => work[name] ?? 0);
    const rises = counts.filter((count, i) => i > 0 && count > counts[i - 1]!).length;
    if (rises * 2 >= readings.length - 1 && rises > 0) increase.set(name, counts.at(-1)! - counts[0]!);
  }
  const own = [...increase].filter(([name]) => name !== AUTOMATIC).sort((a, b) => b[1] - a[1])[0];
  if (own !== undefined) return own[0];
  return increase.has(AUTOMATIC) ? AUTOMATIC : SECOND;
}

/** The name of one unit of a counter: `session` for `sessions` and `sessions.created`, `query` for `queries`. */
export function singular(unit: string): string {
  return unit
    .replace(/\.created$/, '')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1');
}
