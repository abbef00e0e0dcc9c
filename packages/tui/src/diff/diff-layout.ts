/** Where the parts of the diff stand. Lines from the top: heading, table and panel, legend. */
export interface DiffLayout {
  readonly tableWidth: number;
  /** Sites shown at a time. */
  readonly tableRows: number;
  readonly panel: { readonly place: 'below' | 'right'; readonly width: number; readonly height: number };
  readonly legendLines: number;
}

export interface DiffSize {
  readonly width: number;
  readonly height: number;
}

const PANEL_RIGHT_FROM = 140;
/** A, B, B-A. */
const HEADING = 3;
/** Rule, column titles, rule. */
const TABLE_HEAD = 3;
const RULE = 1;
const TWO_LEGEND_LINES_FROM = 20;
const LEAST_PANEL = 2;
const TALLEST_PANEL = 9;
const PANEL_SHARE = 0.4;
const NARROWEST_PANEL = 40;
const WIDEST_PANEL = 80;
/** Width from which the table has all its columns. */
const FULL_TABLE = 100;
/** ` | ` */
const BETWEEN = 3;

export function layoutDiff({ width, height }: DiffSize): DiffLayout {
  const legendLines = height >= TWO_LEGEND_LINES_FROM ? 2 : 1;
  const forRows = Math.max(1, height - HEADING - TABLE_HEAD - RULE - legendLines);
  if (width >= PANEL_RIGHT_FROM) {
    const panelWidth = Math.max(NARROWEST_PANEL, Math.min(WIDEST_PANEL, width - FULL_TABLE - BETWEEN));
    return {
      tableWidth: width - panelWidth - BETWEEN,
      tableRows: forRows,
      panel: { place: 'right', width: panelWidth, height: forRows + TABLE_HEAD - RULE },
      legendLines,
    };
  }
  const share = Math.floor(forRows * PANEL_SHARE);
  const panelHeight = Math.max(LEAST_PANEL, Math.min(TALLEST_PANEL, share));
  return {
    tableWidth: width,
    tableRows: Math.max(1, forRows - panelHeight),
    panel: { place: 'below', width, height: panelHeight },
    legendLines,
  };
}

/** Rows of the diff that are shown at a time. */
export function diffPage(size: DiffSize): number {
  return layoutDiff(size).tableRows;
}
