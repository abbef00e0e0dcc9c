/** What a piece of text means; the colour only repeats what its words and signs say. */
export type Tone = 'plain' | 'strong' | 'dim' | 'alarm' | 'warning' | 'good' | 'accent' | 'selected';

/** `cb` tells its colours apart by blue and orange, for eyes that see red and green alike; `mono` has none. */
export type Theme = 'default' | 'cb' | 'mono';

export const THEMES: readonly Theme[] = ['default', 'cb', 'mono'];

/** How to draw on this terminal: colours or none, Unicode or ASCII. */
export interface DrawingStyle {
  readonly ascii: boolean;
  readonly ellipsis: string;
  readonly plusMinus: string;
  /** Heights of a sparkline, lowest first. */
  readonly heights: string;
  paint(tone: Tone, text: string): string;
}

export interface DrawingStyleOptions {
  /** `false`: not one escape sequence, whatever the theme. */
  readonly color: boolean;
  readonly ascii: boolean;
  readonly theme?: Theme;
  /** Colours that the terminal has; 16 by default. Only `cb` has a use for more. */
  readonly colors?: 16 | 256;
}

/** Opening and closing SGR parameters. */
type Paint = readonly [open: string, close: string];
type Palette = Readonly<Partial<Record<Exclude<Tone, 'plain'>, Paint>>>;

const NO_COLORS: Palette = {
  strong: ['1', '22'],
  dim: ['2', '22'],
  alarm: ['1', '22'],
  selected: ['7', '27'],
};

/** The terminal's own 16 colours, so that its theme holds. */
const TERMINAL_COLORS: Palette = {
  ...NO_COLORS,
  alarm: ['1;31', '22;39'],
  warning: ['33', '39'],
  good: ['32', '39'],
  accent: ['36', '39'],
};

/** Yellow and cyan are what 16 colours have nearest to orange and blue; blue itself is too dark on most dark themes. */
const BLUE_ORANGE_16: Palette = {
  ...NO_COLORS,
  alarm: ['1;33', '22;39'],
  warning: ['33', '39'],
  good: ['36', '39'],
  accent: ['36', '39'],
};

/** Whether the background is dark is not known: both colours have a contrast of 3.5 or more to black and to white. */
const BLUE_ORANGE_256: Palette = {
  ...NO_COLORS,
  alarm: ['1;38;5;166', '22;39'],
  warning: ['38;5;166', '39'],
  good: ['38;5;32', '39'],
  accent: ['38;5;32', '39'],
};

const UNICODE = { ellipsis: '…', plusMinus: '±', heights: '▁▂▃▄▅▆▇█' };
const ASCII = { ellipsis: '..', plusMinus: '+/-', heights: '_.-=*#' };

export function createDrawingStyle(options: DrawingStyleOptions): DrawingStyle {
  const { color, ascii } = options;
  const palette = paletteOf(options);
  return { ascii, ...(ascii ? ASCII : UNICODE), paint: color ? painter(palette) : paintNothing };
}

function paletteOf({ theme = 'default', colors = 16 }: DrawingStyleOptions): Palette {
  if (theme === 'mono') return NO_COLORS;
  if (theme === 'default') return TERMINAL_COLORS;
  return colors === 256 ? BLUE_ORANGE_256 : BLUE_ORANGE_16;
}

function painter(palette: Palette): DrawingStyle['paint'] {
  return (tone, text) => {
    const paint = tone === 'plain' || text === '' ? undefined : palette[tone];
    return paint === undefined ? text : `\u001B[${paint[0]}m${text}\u001B[${paint[1]}m`;
  };
}

function paintNothing(_tone: Tone, text: string): string {
  return text;
}
