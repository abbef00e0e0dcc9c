import type { GrowthReport } from '@heaptide/growth';
import { type SiteColumns, type SiteFrame, VERDICTS } from '../engine/site-columns.js';
import type { Baseline } from './baseline.js';
import { NameBook } from './name-book.js';
import type { RowOrder } from './row-order.js';
import { SiteRows } from './site-rows.js';
import { isFinding } from './verdict-sign.js';

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

/** What the user chose; new figures are put into it. */
const CHOICE = ['frames', 'baseline', 'filter', 'suspectsOnly', 'order'] as const;
/** So long rows keep their places, so that one can be read while captures come every second. */
const STEADY_MS = 5000;
const UNSORTED: RowOrder = { column: 'findings', reversed: false };

/** The rows to show, chosen anew only when something they depend on has changed. */
export class RowSource {
  readonly #ascii: boolean;
  #names: { readonly frames: readonly SiteFrame[]; readonly book: NameBook } | undefined;
  #last: { readonly request: RowSourceRequest; readonly rows: SiteRows } | undefined;
  /** Milliseconds since 1970. */
  #orderedAt = 0;

  constructor({ ascii }: { readonly ascii: boolean }) {
    this.#ascii = ascii;
  }

  rows(request: RowSourceRequest, now: number): SiteRows {
    const last = this.#last;
    if (last !== undefined && isSame(last.request, request, Object.keys(request))) return last.rows;
    const rows = this.#isSteady(request, now)
      ? this.#choose({ ...request, order: UNSORTED }).inOrderOf(last!.rows)
      : this.#choose(request);
    this.#last = { request, rows };
    return rows;
  }

  /** Whether rows stay where they are: not where the user chose otherwise, nor where there is a finding more or less. */
  #isSteady(request: RowSourceRequest, now: number): boolean {
    const before = this.#last?.request;
    const isSteady =
      before !== undefined &&
      now - this.#orderedAt < STEADY_MS &&
      isSame(before, request, CHOICE) &&
      findingsIn(before.columns) === findingsIn(request.columns);
    if (!isSteady) this.#orderedAt = now;
    return isSteady;
  }

  #choose({ report, columns, frames, interval, baseline, ...choice }: RowSourceRequest): SiteRows {
    if (report === undefined || columns === undefined) return SiteRows.NONE;
    if (this.#names?.frames !== frames)
      this.#names = { frames, book: new NameBook(frames, { ascii: this.#ascii }) };
    const units = report.unit === 'second' ? undefined : (report.captures.at(-1)?.work[report.unit] ?? 0);
    return SiteRows.choose(this.#names.book, { columns, interval, baseline, units }, choice);
  }
}

function isSame(a: RowSourceRequest, b: RowSourceRequest, keys: readonly string[]): boolean {
  return keys.every((key) => a[key as keyof RowSourceRequest] === b[key as keyof RowSourceRequest]);
}

function findingsIn(columns: SiteColumns | undefined): number {
  const verdicts = columns?.verdicts ?? new Uint8Array(0);
  return verdicts.reduce((sum, verdict) => sum + Number(isFinding(VERDICTS[verdict]!)), 0);
}
