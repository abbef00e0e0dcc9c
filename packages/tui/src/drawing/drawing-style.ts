/** What a piece of text means; the colour only repeats what its words and signs say. */
export type Tone = 'plain' | 'strong' | 'dim' | 'alarm' | 'warning' | 'good' | 'accent' | 'selected';

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
  readonly color: boolean;
  readonly ascii: boolean;
}

/** Opening and closing SGR parameters: the terminal's own 16 colours, so that its theme holds. */
const SGR: Readonly<Record<Exclude<Tone, 'plain'>, readonly [open: string, close: string]>> = {
  strong: ['1', '22'],
  dim: ['2', '22'],
  alarm: ['1;31', '22;39'],
  warning: ['33', '39'],
  good: ['32', '39'],
  accent: ['36', '39'],
  selected: ['7', '27'],
};

const UNICODE = { ellipsis: '…', plusMinus: '±', heights: '▁▂▃▄▅▆▇█' };
const ASCII = { ellipsis: '..', plusMinus: '+/-', heights: '_.-=*#' };

export function createDrawingStyle({ color, ascii }: DrawingStyleOptions): DrawingStyle {
  return { ascii, ...(ascii ? ASCII : UNICODE), paint: color ? paintSgr : paintNothing };
}

function paintSgr(tone: Tone, text: string): string {
  if (tone === 'plain' || text === '') return text;
  const [open, close] = SGR[tone];
  return `\u001B[${open}m${text}\u001B[${close}m`;
}

function paintNothing(_tone: Tone, text: string): string {
  return text;
}
