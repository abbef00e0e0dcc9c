/** Columns of an outline from left to right. */
export type OutlineColumnId = 'name' | 'count' | 'shallow' | 'retained' | 'share';

export interface OutlineColumn {
  readonly id: OutlineColumnId;
  readonly width: number;
}

/** Cells before the first column: the mark of the selected row. */
export const MARGIN = 2;

/** From so many cells on there is room for more. */
const ALL_FROM = 72;

/** The columns that fit into `width` cells, one cell between two; the name takes what the figures leave. */
export function outlineColumns(width: number): readonly OutlineColumn[] {
  const figures: readonly OutlineColumn[] = [
    { id: 'count', width: 11 },
    ...(width >= ALL_FROM ? [{ id: 'shallow', width: 8 } as const] : []),
    { id: 'retained', width: 8 },
    { id: 'share', width: 6 },
  ];
  const name = width - MARGIN - figures.reduce((sum, column) => sum + column.width + 1, 0);
  return [{ id: 'name', width: name }, ...figures];
}
