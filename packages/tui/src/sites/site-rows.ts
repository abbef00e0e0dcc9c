import { readFlags, type SiteColumns, type SiteId, VERDICTS } from '../engine/site-columns.js';
import { type Baseline, growthSince } from './baseline.js';
import type { NameBook } from './name-book.js';
import { createRowFilter } from './row-filter.js';
import { type RowOrder, type SortKeys, sortRows } from './row-order.js';
import { type RowGrowth, samplingError, type SiteRow } from './site-row.js';
import { isFinding } from './verdict-sign.js';

export interface RowChoice {
  readonly filter: string;
  /** Only findings, what grows, and findings that were withdrawn. */
  readonly suspectsOnly: boolean;
  readonly order: RowOrder;
}

export interface RowFigures {
  readonly columns: SiteColumns;
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  readonly baseline: Baseline | undefined;
  /** Units of work done by now; absent without a work counter. */
  readonly units: number | undefined;
}

/** The rows of the table: chosen and sorted as numbers, made only where they are drawn. */
export class SiteRows {
  /** No row at all. */
  static readonly NONE = new SiteRows(undefined, undefined, new Int32Array(0));

  readonly #names: NameBook | undefined;
  readonly #figures: RowFigures | undefined;
  readonly #shown: Int32Array;

  private constructor(names: NameBook | undefined, figures: RowFigures | undefined, shown: Int32Array) {
    this.#names = names;
    this.#figures = figures;
    this.#shown = shown;
  }

  static choose(names: NameBook, figures: RowFigures, { filter, suspectsOnly, order }: RowChoice): SiteRows {
    const { columns } = figures;
    let rows = Int32Array.from({ length: columns.length }, (_, row) => row);
    if (suspectsOnly) rows = rows.filter((row) => isSuspect(columns, row));
    if (filter !== '') {
      const matches = createRowFilter(filter);
      rows = rows.filter((row) => matches(names.keys(columns.ids[row] as SiteId)));
    }
    return new SiteRows(names, figures, sortRows(rows, order, keysOf(names, figures)));
  }

  get length(): number {
    return this.#shown.length;
  }

  /** Sites before they were chosen from. */
  get total(): number {
    return this.#figures?.columns.length ?? 0;
  }

  /** The same rows where they stood in `before`; those that were not there come last, in their own order. */
  inOrderOf(before: SiteRows): SiteRows {
    const { ids } = this.#figures?.columns ?? { ids: new Int32Array(0) };
    const places = new Map<number, number>();
    for (let index = 0; index < before.length; index++) places.set(before.idAt(index)!, index);
    const placeOf = (row: number): number => places.get(ids[row]!) ?? Infinity;
    const old = this.#shown.filter((row) => places.has(ids[row]!)).sort((a, b) => placeOf(a) - placeOf(b));
    const added = this.#shown.filter((row) => !places.has(ids[row]!));
    const rows = new Int32Array(this.length);
    rows.set(old);
    rows.set(added, old.length);
    return new SiteRows(this.#names, this.#figures, rows);
  }

  idAt(index: number): SiteId | undefined {
    const row = this.#shown[index];
    return row === undefined ? undefined : (this.#figures!.columns.ids[row] as SiteId);
  }

  /** -1 for a site that is not among them. */
  indexOf(id: SiteId): number {
    if (this.#figures === undefined) return -1;
    const { ids } = this.#figures.columns;
    return this.#shown.findIndex((row) => ids[row] === id);
  }

  at(index: number): SiteRow | undefined {
    const row = this.#shown[index];
    return row === undefined ? undefined : makeRow(this.#names!, this.#figures!, row);
  }

  slice(from: number, to: number): readonly SiteRow[] {
    return Array.from({ length: Math.max(0, Math.min(to, this.length) - from) }, (_, i) =>
      this.at(from + i)!,
    );
  }
}

function isSuspect({ verdicts, flags }: SiteColumns, row: number): boolean {
  const verdict = VERDICTS[verdicts[row]!]!;
  return isFinding(verdict) || verdict === 'growing' || readFlags(flags[row]!).retracted;
}

function makeRow(names: NameBook, figures: RowFigures, row: number): SiteRow {
  const { columns, interval } = figures;
  const { ids, verdicts, flags, groups, inuse, trends, points } = columns;
  const id = ids[row] as SiteId;
  return {
    id,
    ...names.names(id),
    frame: names.frame(id),
    verdict: VERDICTS[verdicts[row]!]!,
    ...readFlags(flags[row]!),
    group: groups[row]!,
    inuse: inuse[row]!,
    inuseError: samplingError(inuse[row]!, interval),
    growth: growthOf(figures, row),
    trend: trends.subarray(row * points, (row + 1) * points),
  };
}

function growthOf({ columns, baseline, interval, units }: RowFigures, row: number): RowGrowth {
  if (baseline !== undefined) {
    const { ids, inuse } = columns;
    return growthSince(baseline, { id: ids[row] as SiteId, inuse: inuse[row]!, interval, units });
  }
  return {
    change: known(columns.perMinute[row]!),
    error: known(columns.perMinuteError[row]!),
    perUnit: known(columns.perUnit[row]!),
  };
}

function keysOf(names: NameBook, figures: RowFigures): SortKeys {
  const { columns, baseline } = figures;
  return {
    name: (row) => names.keys(columns.ids[row] as SiteId).nameKey,
    figure: (row, column) => {
      if (column === 'inuse') return columns.inuse[row]!;
      if (baseline === undefined) return (column === 'growth' ? columns.perMinute : columns.perUnit)[row]!;
      const growth = growthOf(figures, row);
      return (column === 'growth' ? growth.change : growth.perUnit) ?? NaN;
    },
  };
}

function known(figure: number): number | undefined {
  return Number.isNaN(figure) ? undefined : figure;
}
