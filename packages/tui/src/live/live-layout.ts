/** Where table and panel stand in the body. */
export interface LiveLayout {
  readonly tableWidth: number;
  /** Sites shown at a time. */
  readonly tableRows: number;
  readonly panel: { readonly place: 'below' | 'right'; readonly width: number; readonly height: number };
}

const PANEL_RIGHT_FROM = 140;
/** Rule, column titles, rule. */
const TABLE_HEAD = 3;
const RULE = 1;
const PANEL_SHARE = 0.33;
const WIDEST_PANEL = 80;
/** Lines of the panel below the table by lines of the body. */
const PANEL_HEIGHTS = [
  { from: 32, height: 12 },
  { from: 20, height: 5 },
  { from: 0, height: 1 },
];

export function layoutLive(width: number, height: number): LiveLayout {
  const forRows = height - TABLE_HEAD;
  if (width >= PANEL_RIGHT_FROM) {
    const panelWidth = Math.min(WIDEST_PANEL, Math.floor(width * PANEL_SHARE));
    return {
      tableWidth: width - panelWidth - 3,
      tableRows: Math.max(0, forRows),
      panel: { place: 'right', width: panelWidth, height },
    };
  }
  const panelHeight = PANEL_HEIGHTS.find(({ from }) => height >= from)!.height;
  return {
    tableWidth: width,
    tableRows: Math.max(0, forRows - panelHeight - RULE),
    panel: { place: 'below', width, height: panelHeight },
  };
}
