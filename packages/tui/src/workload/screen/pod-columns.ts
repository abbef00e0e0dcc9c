/** Columns of the table of pods from left to right. */
export type PodColumnId = 'pod' | 'restarts' | 'last' | 'age' | 'memory' | 'heap' | 'slope' | 'eta' | 'site';

export interface PodColumn {
  readonly id: PodColumnId;
  readonly width: number;
}

/** Cells before the first column: the mark of the selected row. */
export const MARGIN = 2;

/** From so many cells on there is room for more. */
const ALL_FROM = 100;
const WIDE_FROM = 140;
const NARROW = { last: 13, memory: 10, slope: 7 };
const WIDE = { last: 20, memory: 16, slope: 15 };
const POD_SHARE = 0.45;
const LONGEST_POD = 44;

/** The columns that fit into `width` cells, one cell between two; names take what the figures leave. */
export function podColumns(width: number): readonly PodColumn[] {
  const { last, memory, slope } = width >= WIDE_FROM ? WIDE : NARROW;
  const all = width >= ALL_FROM;
  const before: readonly PodColumn[] = [
    { id: 'restarts', width: 3 },
    { id: 'last', width: last },
    ...(all ? [{ id: 'age', width: 6 } as const] : []),
    { id: 'memory', width: memory },
    ...(all ? [{ id: 'heap', width: 5 } as const] : []),
    { id: 'slope', width: slope },
    { id: 'eta', width: 6 },
  ];
  const names = width - MARGIN - before.reduce((sum, column) => sum + column.width + 1, 0) - 1;
  const pod = Math.min(LONGEST_POD, Math.ceil(names * POD_SHARE));
  return [{ id: 'pod', width: pod }, ...before, { id: 'site', width: names - pod }];
}
