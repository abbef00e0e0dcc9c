import type { GrowthReport } from '@heaptide/growth';
import { SiteNumbering } from '../src/engine/site-columns.js';
import type { Baseline } from '../src/sites/baseline.js';
import { NameBook } from '../src/sites/name-book.js';
import { type RowChoice, SiteRows } from '../src/sites/site-rows.js';
import { sampleReport } from './sample-report.js';

export interface SampleRowsOptions extends Partial<RowChoice> {
  readonly report?: GrowthReport;
  readonly ascii?: boolean;
  readonly interval?: number;
  readonly baseline?: Baseline | undefined;
  /** Numbers the sites; those of one numbering keep their numbers. */
  readonly numbering?: SiteNumbering;
}

/** The rows of a report as the table has them. */
export function sampleRows(options: SampleRowsOptions = {}): SiteRows {
  const { report = sampleReport(14), ascii = false, interval = 32_768, baseline } = options;
  const { filter = '', suspectsOnly = false, order = { column: 'findings', reversed: false } } = options;
  const { columns, added } = (options.numbering ?? new SiteNumbering()).number(report);
  const units = report.unit === 'second' ? undefined : report.captures.at(-1)!.work[report.unit];
  const frames = options.numbering === undefined ? added : report.sites;
  return SiteRows.choose(
    new NameBook(frames, { ascii }),
    { columns, interval, baseline, units },
    { filter, suspectsOnly, order },
  );
}
