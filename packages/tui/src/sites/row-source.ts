import type { GrowthReport } from '@heaptide/growth';
import type { SiteColumns, SiteFrame } from '../engine/site-columns.js';
import type { Baseline } from './baseline.js';
import { NameBook } from './name-book.js';
import type { RowOrder } from './row-order.js';
import { SiteRows } from './site-rows.js';

export interface RowSourceRequest {
  readonly report: GrowthReport | undefined;
  readonly columns: SiteColumns | undefined;
  readonly frames: readonly SiteFrame[];
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  readonly baseline: Baseline | undefined;
  readonly filter: string;
  readonly suspectsOnly: boolean;
  readonly order: RowOrder;
}

/** The rows to show, chosen anew only when something they depend on has changed. */
export class RowSource {
  readonly #ascii: boolean;
  #names: { readonly frames: readonly SiteFrame[]; readonly book: NameBook } | undefined;
  #last: { readonly request: RowSourceRequest; readonly rows: SiteRows } | undefined;

  constructor({ ascii }: { readonly ascii: boolean }) {
    this.#ascii = ascii;
  }

  rows(request: RowSourceRequest): SiteRows {
    if (this.#last !== undefined && isSame(this.#last.request, request)) return this.#last.rows;
    const rows = this.#choose(request);
    this.#last = { request, rows };
    return rows;
  }

  #choose({ report, columns, frames, interval, baseline, ...choice }: RowSourceRequest): SiteRows {
    if (report === undefined || columns === undefined) return SiteRows.NONE;
    if (this.#names?.frames !== frames)
      this.#names = { frames, book: new NameBook(frames, { ascii: this.#ascii }) };
    const units = report.unit === 'second' ? undefined : (report.captures.at(-1)?.work[report.unit] ?? 0);
    return SiteRows.choose(this.#names.book, { columns, interval, baseline, units }, choice);
  }
}

function isSame(a: RowSourceRequest, b: RowSourceRequest): boolean {
  return (Object.keys(a) as (keyof RowSourceRequest)[]).every((key) => a[key] === b[key]);
}
