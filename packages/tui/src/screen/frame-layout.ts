import type { ScreenName } from '../keys/key-table.js';

/** Lines from the top: header, verdict, notice, body, footer. */
export interface FrameLayout {
  readonly columns: number;
  readonly rows: number;
  /** `false` where the terminal is too small for anything but one line that says so. */
  readonly fits: boolean;
  readonly headerLines: number;
  readonly bodyLines: number;
}

export interface FrameLayoutRequest {
  readonly columns: number;
  readonly rows: number;
  readonly screen: ScreenName;
  readonly hasNotice: boolean;
}

export const LEAST_COLUMNS = 80;
export const LEAST_ROWS = 24;
const TALL_FROM = 30;
const VERDICT = 1;
/** Rule, position, help bar. */
const FOOTER = 3;

export function layoutFrame({ columns, rows, screen, hasNotice }: FrameLayoutRequest): FrameLayout {
  // The other views have headings of their own.
  const headerLines = screen !== 'live' ? 1 : rows >= TALL_FROM ? 4 : 3;
  return {
    columns,
    rows,
    fits: columns >= LEAST_COLUMNS && rows >= LEAST_ROWS,
    headerLines,
    bodyLines: Math.max(0, rows - headerLines - VERDICT - Number(hasNotice) - FOOTER),
  };
}
