import type { DrawingStyle } from '../drawing/drawing-style.js';

/** Columns of the table from left to right. */
export type ColumnId = 'verdict' | 'site' | 'location' | 'inuse' | 'perUnit' | 'growth' | 'error' | 'trend';

export interface TableColumn {
  readonly id: ColumnId;
  readonly width: number;
}

/** Cells before the first column: the mark of the selected row. */
export const MARGIN = 2;

const FIGURES: readonly TableColumn[] = [
  { id: 'inuse', width: 6 },
  { id: 'perUnit', width: 6 },
  { id: 'growth', width: 11 },
];
const ALL_FROM = 100;
const WIDE_FROM = 120;
const LEAST_NAME = 12;
const LOCATION_SHARE = 0.5;
const LONGEST_ERROR = 6;

export interface FitColumnsOptions {
  readonly width: number;
  readonly style: DrawingStyle;
}

/**
 * The columns that fit into `width` cells, one cell between two. Location and error are shown from 100 cells on,
 * the trend gives way where the name would have no room, and names take what is left.
 */
export function fitColumns({ width, style }: FitColumnsOptions): readonly TableColumn[] {
  const all = width >= ALL_FROM;
  const verdict: TableColumn = { id: 'verdict', width: 12 };
  const trend: TableColumn = { id: 'trend', width: width >= WIDE_FROM ? 20 : 10 };
  const error: TableColumn = { id: 'error', width: LONGEST_ERROR + style.plusMinus.length };
  const fixed = [verdict, ...FIGURES, ...(all ? [error] : [])];
  const left = width - MARGIN - fixed.reduce((sum, column) => sum + column.width + 1, 0);
  const withTrend = left - trend.width - 1 >= LEAST_NAME;
  const names = withTrend ? left - trend.width - 1 : left;
  const location = all ? Math.floor((names - 1) * LOCATION_SHARE) : 0;
  return [
    verdict,
    { id: 'site', width: all ? names - 1 - location : names },
    ...(all ? [{ id: 'location', width: location } as const] : []),
    ...FIGURES,
    ...(all ? [error] : []),
    ...(withTrend ? [trend] : []),
  ];
}
