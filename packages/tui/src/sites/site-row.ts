import type { Verdict } from '@heaptide/growth';
import type { SafeText } from '@heaptide/report';
import type { MeasuredText } from '../drawing/measured-text.js';
import type { SiteFrame, SiteId } from '../engine/site-columns.js';

/** Growth of a site in bytes; absent where there is none to speak of. */
export interface RowGrowth {
  /** Per minute, or since the baseline where one is set. */
  readonly change: number | undefined;
  /** Half the 95 % interval of `change`. */
  readonly error: number | undefined;
  readonly perUnit: number | undefined;
}

/** The names of a site, safe and measured. */
export interface SiteNames {
  readonly name: MeasuredText;
  /** The last two segments of the path, with the line. */
  readonly location: MeasuredText;
  /** The last segment, with the line: for narrow columns. */
  readonly fileName: MeasuredText;
  /** The whole path with line and column. */
  readonly place: SafeText;
}

/** One line of the table: figures are bytes. Made when the line is drawn. */
export interface SiteRow extends SiteNames {
  readonly id: SiteId;
  /** Raw: every string of it must pass the sanitiser before it is drawn. */
  readonly frame: SiteFrame;
  readonly verdict: Verdict;
  readonly confirmed: boolean;
  readonly retracted: boolean;
  /** The finding is on some of the samples of the site only. */
  readonly isPart: boolean;
  /** Lock-step group from 1; 0 for none. */
  readonly group: number;
  readonly inuse: number;
  /** Half the 95 % interval of `inuse`; 0 where the sampling interval is unknown. */
  readonly inuseError: number;
  readonly growth: RowGrowth;
  /** Live bytes over the last captures, averaged, the oldest first. */
  readonly trend: Float32Array;
}

/** Half the 95 % interval of `bytes` live bytes sampled every `interval` bytes. */
export function samplingError(bytes: number, interval: number): number {
  return 1.96 * Math.sqrt(interval * Math.max(0, bytes));
}
