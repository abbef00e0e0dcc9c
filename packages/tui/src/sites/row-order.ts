/** `findings` is the order of the report: findings first, then by share of the growth. */
export type SortColumn = 'findings' | 'inuse' | 'perUnit' | 'growth' | 'site';

/** The order in which one key goes through them. */
export const SORT_COLUMNS: readonly SortColumn[] = ['findings', 'inuse', 'perUnit', 'growth', 'site'];

export interface RowOrder {
  readonly column: SortColumn;
  readonly reversed: boolean;
}

/** What rows are sorted by, row by row. */
export interface SortKeys {
  /** NaN for a row without the figure. */
  figure(row: number, column: Exclude<SortColumn, 'findings' | 'site'>): number;
  name(row: number): string;
}

/** Sorts rows in place: largest first, names from a to z; rows without the figure come last either way. */
export function sortRows(rows: Int32Array, { column, reversed }: RowOrder, keys: SortKeys): Int32Array {
  if (column === 'findings') return reversed ? rows.reverse() : rows;
  const turn = reversed ? -1 : 1;
  if (column === 'site') return rows.sort((a, b) => turn * compareNames(keys.name(a), keys.name(b)));
  return rows.sort((a, b) => {
    const left = keys.figure(a, column);
    const right = keys.figure(b, column);
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return turn * (right - left);
  });
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
