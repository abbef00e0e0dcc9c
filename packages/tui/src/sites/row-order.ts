import type { SiteRow } from './site-row.js';

/** `findings` is the order of the report: findings first, then by share of the growth. */
export type SortColumn = 'findings' | 'inuse' | 'perUnit' | 'growth' | 'site';

/** The order in which one key goes through them. */
export const SORT_COLUMNS: readonly SortColumn[] = ['findings', 'inuse', 'perUnit', 'growth', 'site'];

export interface RowOrder {
  readonly column: SortColumn;
  readonly reversed: boolean;
}

/** Largest first, names from a to z; sites without the figure come last either way. */
export function sortRows(rows: readonly SiteRow[], { column, reversed }: RowOrder): readonly SiteRow[] {
  if (column === 'findings') return reversed ? rows.toReversed() : rows;
  const turn = reversed ? -1 : 1;
  if (column === 'site') return rows.toSorted((a, b) => turn * compareNames(a.nameKey, b.nameKey));
  const figure = FIGURES[column];
  return rows.toSorted((a, b) => {
    const left = figure(a);
    const right = figure(b);
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    return turn * (right - left);
  });
}

const FIGURES = {
  inuse: (row: SiteRow) => row.inuse,
  perUnit: (row: SiteRow) => row.growth.perUnit,
  growth: (row: SiteRow) => row.growth.change,
};

function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
