import type { Frame, SiteReport } from '@heaptide/growth';
import type { MeasuredText } from '../drawing/measured-text.js';
import type { SafeText } from '@heaptide/report';

/** Identity of a site through all captures of a process. */
export type SiteKey = string & { readonly __key: 'site' };

/** Growth of a site in bytes; absent where there is none to speak of. */
export interface RowGrowth {
  /** Per minute, or since the baseline where one is set. */
  readonly change: number | undefined;
  /** Half the 95 % interval of `change`. */
  readonly error: number | undefined;
  readonly perUnit: number | undefined;
}

/** One line of the table: names are safe and measured, figures are bytes. */
export interface SiteRow {
  readonly key: SiteKey;
  readonly name: MeasuredText;
  /** The last two segments of the path, with the line. */
  readonly location: MeasuredText;
  /** The last segment, with the line: for narrow columns. */
  readonly fileName: MeasuredText;
  /** The whole path with line and column. */
  readonly place: SafeText;
  /** Lower case, for the filter. */
  readonly nameKey: string;
  readonly fileKey: string;
  readonly inuse: number;
  /** Half the 95 % interval of `inuse`; 0 where the sampling interval is unknown. */
  readonly inuseError: number;
  readonly growth: RowGrowth;
  /** Raw: every string of it must pass the sanitiser before it is drawn. */
  readonly site: SiteReport;
}

export function siteKey({ function: name, file, line, column }: Frame): SiteKey {
  return `${name}\n${file}\n${line}:${column}` as SiteKey;
}

/** Half the 95 % interval of `bytes` live bytes sampled every `interval` bytes. */
export function samplingError(bytes: number, interval: number): number {
  return 1.96 * Math.sqrt(interval * Math.max(0, bytes));
}
