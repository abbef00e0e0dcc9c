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
  const allocated = readings.map(({ clock }) => clock);
  return {
    work: evidenceClock(readings, counted),
    units: counted.done,
    seconds: counted.seconds,
    allocated,
    warmedUp: isWarmedUp(allocated),
  };
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
