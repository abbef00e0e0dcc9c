import type { CursorView, FaceRows } from './snapshot-view.js';

/** The rows to ask for. */
export interface PageWindow {
  readonly from: number;
  readonly count: number;
}

/**
 * The page that shows, the one before it and the one behind it: they stay the same while the cursor moves about in a page, so that
 * a held key asks for new rows once a page.
 */
export function pageWindow({ top }: CursorView, page: FaceRows['page']): PageWindow {
  const size = Math.max(1, page);
  const from = Math.max(0, Math.floor(top / size) - 1) * size;
  return { from, count: 4 * size };
}
