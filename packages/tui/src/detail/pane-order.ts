import { DETAIL_PANES, type DetailPane } from './detail-stops.js';

const COLUMNS_FROM = 100;
/** Of one column the beginning is all that is seen at first: what the verdict rests on comes before who calls it. */
const STACKED: readonly DetailPane[] = ['source', 'why', 'growth', 'callers', 'callees', 'next'];

/** Whether there is room for panes side by side. */
export function hasColumns(width: number): boolean {
  return width >= COLUMNS_FROM;
}

/** The panes in the order in which they are read, and the cursor goes through them. */
export function paneOrder(width: number): readonly DetailPane[] {
  return hasColumns(width) ? DETAIL_PANES : STACKED;
}
