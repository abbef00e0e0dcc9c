import type { GrowthReport } from '@heaptide/growth';
import type { Baseline } from './baseline.js';
import { createRowFilter } from './row-filter.js';
import { type RowOrder, sortRows } from './row-order.js';
import { SiteBook } from './site-book.js';
import type { SiteRow } from './site-row.js';

export interface RowSourceRequest {
  readonly report: GrowthReport | undefined;
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  readonly baseline: Baseline | undefined;
  readonly filter: string;
  readonly order: RowOrder;
}

export interface RowSet {
  /** Filtered and sorted. */
  readonly rows: readonly SiteRow[];
  /** Sites before the filter. */
  readonly total: number;
}

/** The rows to show, made anew only when something they depend on has changed. */
export class RowSource {
  readonly #book: SiteBook;
  readonly #all = remember(
    (report: GrowthReport | undefined, interval: number, baseline: Baseline | undefined) =>
      report === undefined ? [] : this.#book.rows({ report, interval, baseline }),
  );
  readonly #shown = remember((all: readonly SiteRow[], filter: string, order: RowOrder): RowSet => ({
    rows: sortRows(filter === '' ? all : all.filter(createRowFilter(filter)), order),
    total: all.length,
  }));

  constructor({ ascii }: { readonly ascii: boolean }) {
    this.#book = new SiteBook({ ascii });
  }

  rows({ report, interval, baseline, filter, order }: RowSourceRequest): RowSet {
    return this.#shown(this.#all(report, interval, baseline), filter, order);
  }
}

/** `make` that answers a second time in a row with what it made of the same arguments. */
function remember<Arguments extends readonly unknown[], Result>(
  make: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  let last: { readonly given: Arguments; readonly result: Result } | undefined;
  return (...given) => {
    if (last?.given.every((value, index) => value === given[index]) !== true)
      last = { given, result: make(...given) };
    return last.result;
  };
}
