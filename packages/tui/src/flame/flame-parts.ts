/** Where the parts of the body stand, from the top: heading, legend and rule; the icicle; a rule; the panel, or the panel beside the icicle. */
export interface FlameParts {
  readonly icicleWidth: number;
  /** Levels shown at a time. */
  readonly icicleRows: number;
  readonly panel: { readonly place: 'below' | 'right'; readonly width: number; readonly height: number };
}

export interface BodySize {
  readonly width: number;
  readonly height: number;
}

/** Heading, legend, rule above the icicle, rule below it. */
const AROUND = 4;
const PANEL_RIGHT_FROM = 140;
const PANEL_SHARE = 0.3;
const PANEL_WIDTH = { least: 44, most: 64 };
/** Lines of the panel by the height of the body. */
const PANEL_HEIGHTS = [
  { from: 21, height: 6 },
  { from: 16, height: 4 },
  { from: 0, height: 2 },
];
/** The cell behind the bar that closes the icicle. */
const BETWEEN = 1;

export function flameParts({ width, height }: BodySize): FlameParts {
  if (width >= PANEL_RIGHT_FROM) {
    const wanted = Math.floor(width * PANEL_SHARE);
    const panelWidth = Math.max(PANEL_WIDTH.least, Math.min(PANEL_WIDTH.most, wanted));
    return {
      icicleWidth: width - panelWidth - BETWEEN,
      icicleRows: Math.max(1, height - AROUND),
      panel: { place: 'right', width: panelWidth, height: Math.max(1, height - AROUND) },
    };
  }
  const panelHeight = PANEL_HEIGHTS.find(({ from }) => height >= from)!.height;
  return {
    icicleWidth: width,
    icicleRows: Math.max(1, height - AROUND - panelHeight),
    panel: { place: 'below', width, height: panelHeight },
  };
}
