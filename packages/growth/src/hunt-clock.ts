import type { CaptureMetadata } from '@heaptide/profile';
import { evidenceClock, workClock } from './work-clock.js';

/** What has passed by each reading of a hunt: columns of equal length, ascending. */
export interface HuntClock {
  /** Work that evidence is weighed by: the counted one, or bytes allocated where too little is counted. */
  readonly work: readonly number[];
  /** Units of work that growth is told by. */
  readonly units: readonly number[];
  readonly seconds: readonly number[];
  /** Bytes allocated. */
  readonly allocated: readonly number[];
  /** A round's worth of work was watched before the first reading, so that what was born since is no start-up. */
  readonly warmedUp: boolean;
}

/** The clock of readings; `unit` as in {@link workClock}. */
export function huntClock(readings: readonly CaptureMetadata[], unit: string | undefined): HuntClock {
  const counted = workClock(readings, unit);
  const allocated = risingClock(readings, counted.seconds);
  return {
    work: evidenceClock(allocated, counted),
    units: counted.done,
    seconds: counted.seconds,
    allocated,
    warmedUp: isWarmedUp(allocated),
  };
}

/**
 * Bytes allocated by each reading, rising throughout. A clock is read off the youngest live sample, so where nothing of a round
 * lives it stands still and catches up later: in between it is taken to have run with the time.
 */
function risingClock(
  readings: readonly Pick<CaptureMetadata, 'clock'>[],
  seconds: readonly number[],
): number[] {
  const clock = readings.map((reading) => reading.clock);
  for (let begin = 0; begin < clock.length - 1; begin++) {
    if (clock[begin + 1]! > clock[begin]!) continue;
    const next = clock.findIndex((bytes, i) => i > begin && bytes > clock[begin]!);
    const end = next < 0 ? clock.length : next;
    const rise = next < 0 ? end - begin : clock[next]! - clock[begin]!;
    const elapsed = next < 0 ? 0 : seconds[next]! - seconds[begin]!;
    for (let i = begin + 1; i < end; i++) {
      const share = elapsed > 0 ? (seconds[i]! - seconds[begin]!) / elapsed : (i - begin) / (end - begin);
      clock[i] = clock[begin]! + rise * (0.99 * share + (0.01 * (i - begin)) / (end - begin));
    }
    begin = end - 1;
  }
  return clock;
}

/** How many readings' worth of work has been watched by reading `newest`. */
export function watchedReadings(newest: number, { warmedUp }: Pick<HuntClock, 'warmedUp'>): number {
  return warmedUp ? newest + 1 : newest;
}

/** Half a usual round before the first reading is enough. */
function isWarmedUp(allocated: readonly number[]): boolean {
  const steps = allocated.slice(1).map((bytes, i) => bytes - allocated[i]!);
  const usual = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)];
  return usual !== undefined && allocated[0]! >= usual / 2;
}
