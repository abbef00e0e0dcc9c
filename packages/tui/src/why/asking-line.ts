import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { functionName } from '../sites/site-names.js';
import type { AskedSite } from './site-answer.js';

export interface AskingLineOptions {
  readonly now: number;
  readonly style: DrawingStyle;
}

/** How long each position of the spinner stands, in milliseconds. */
export const SPINNER_MS = 125;
const SPINNER = '|/-\\';
const LONGEST_NAME = 32;

/** What the question that is under way is at: `/ who keeps what newSession makes: walking, 1.3 s   esc ends it`. */
export function askingLine(asked: AskedSite, { now, style }: AskingLineOptions): readonly LinePiece[] {
  const { place, step, since, isEnding } = asked;
  const { ascii, ellipsis } = style;
  const ms = Math.max(0, now - since);
  const name = shortenName(measure(safeText(functionName(place.function), { ascii, limit: 200 })), {
    width: LONGEST_NAME,
    ellipsis,
  });
  const at = isEnding ? 'ending' : safeText(step ?? 'asking', { ascii, limit: 40 });
  const text = `who keeps what ${name.text} makes: ${at}, ${(ms / 1000).toFixed(1)} s`;
  return [
    words(SPINNER[Math.floor(ms / SPINNER_MS) % SPINNER.length]!, 'accent'),
    named(measure(safeText(text)), 'accent'),
    ...(isEnding ? [] : [words('esc ends it', 'dim')]),
  ];
}
