import type { DrawingStyle } from '../drawing/drawing-style.js';

/** Columns of the table from left to right; `other` is the metric that is not compared. */
export type DiffColumnId =
  'change' | 'site' | 'location' | 'before' | 'after' | 'delta' | 'error' | 'percent' | 'other' | 'perUnit';

export interface DiffColumn {
  readonly id: DiffColumnId;
  readonly width: number;
}

export interface FitDiffColumnsOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Whether work is counted. */
  readonly hasUnits: boolean;
  readonly hasObjects: boolean;
}

/** Cells before the first column: the mark of the selected row. */
export const MARGIN = 2;

/** What gives way first where the names would have no room. */
const DROPPED: readonly DiffColumnId[] = ['location', 'other', 'error', 'percent'];
const LEAST_NAME = 20;
const LEAST_LOCATION = 12;
const LOCATION_SHARE = 0.5;
const LONGEST_ERROR = 6;

/**
 * The columns that fit into `width` cells, one cell between two. What became of a site, its name, both amounts, their
 * difference and what is kept per unit of work are always there; names take what is left.
 */
export function fitDiffColumns(options: FitDiffColumnsOptions): readonly DiffColumn[] {
  const { width, style, hasUnits, hasObjects } = options;
  const figures: readonly DiffColumn[] = [
    { id: 'before', width: 6 },
    { id: 'after', width: 6 },
    { id: 'delta', width: 7 },
    { id: 'error', width: LONGEST_ERROR + style.plusMinus.length },
    { id: 'percent', width: 6 },
    ...(hasObjects ? [{ id: 'other', width: 7 } as const] : []),
    ...(hasUnits ? [{ id: 'perUnit', width: 6 } as const] : []),
  ];
  const change: DiffColumn = { id: 'change', width: 8 };
  for (let dropped = 0; ; dropped++) {
    const gone = DROPPED.slice(0, dropped);
    const kept = figures.filter(({ id }) => !gone.includes(id));
    const withLocation = dropped === 0;
    const fixed = [change, ...kept].reduce((sum, column) => sum + column.width + 1, MARGIN);
    const names = width - fixed - Number(withLocation);
    if (dropped < DROPPED.length && names < LEAST_NAME + (withLocation ? LEAST_LOCATION : 0)) continue;
    const location = withLocation ? Math.floor(names * LOCATION_SHARE) : 0;
    return [
      change,
      { id: 'site', width: names - location },
      ...(withLocation ? [{ id: 'location', width: location } as const] : []),
      ...kept,
    ];
  }
}
