/** Where everything stands. Lines from the top: header, verdict, notice, body (table and panel), footer. */
export interface ScreenLayout {
  readonly columns: number;
  readonly rows: number;
  /** `false` where the terminal is too small for anything but one line that says so. */
  readonly fits: boolean;
  readonly headerLines: number;
  /** Lines between the notice and the footer. */
  readonly bodyLines: number;
  readonly tableWidth: number;
  /** Sites shown at a time. */
  readonly tableRows: number;
  readonly panel: { readonly place: 'below' | 'right'; readonly width: number; readonly height: number };
}

export interface LayoutRequest {
  readonly columns: number;
  readonly rows: number;
  readonly detailOpen: boolean;
  readonly hasNotice: boolean;
}

export const LEAST_COLUMNS = 80;
export const LEAST_ROWS = 24;
const TALL_FROM = 30;
const PANEL_RIGHT_FROM = 140;
/** Rule, column titles, rule. */
const TABLE_HEAD = 3;
const VERDICT = 1;
/** Rule, prompt, help bar. */
const FOOTER = 3;
const LEAST_TABLE_ROWS = 4;
const TALLEST_PANEL = 14;
const NARROWEST_PANEL = 40;
const WIDEST_PANEL = 80;
/** Width from which the table has all its columns. */
const FULL_TABLE = 100;

export function layoutScreen({ columns, rows, detailOpen, hasNotice }: LayoutRequest): ScreenLayout {
  const tall = rows >= TALL_FROM;
  const headerLines = tall ? 4 : 3;
  const fits = columns >= LEAST_COLUMNS && rows >= LEAST_ROWS;
  const bodyLines = Math.max(0, rows - headerLines - VERDICT - Number(hasNotice) - FOOTER);
  const forRows = bodyLines - TABLE_HEAD;
  const shared = { columns, rows, fits, headerLines, bodyLines };
  if (detailOpen && columns >= PANEL_RIGHT_FROM) {
    const width = Math.max(NARROWEST_PANEL, Math.min(WIDEST_PANEL, columns - FULL_TABLE - 3));
    const panel = { place: 'right', width, height: bodyLines } as const;
    return { ...shared, tableWidth: columns - width - 3, tableRows: Math.max(0, forRows), panel };
  }
  const wanted = detailOpen ? Math.min(TALLEST_PANEL, Math.floor(forRows * 0.6)) : tall ? 4 : 1;
  const height = Math.max(0, Math.min(wanted, forRows - 1 - LEAST_TABLE_ROWS));
  const panel = { place: 'below', width: columns, height } as const;
  return { ...shared, tableWidth: columns, tableRows: Math.max(0, forRows - height - 1), panel };
}
