import { count, safeText } from '@heaptide/report';
import type { PathChange } from '@heaptide/report/browse';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, type MeasuredText, shortenName } from '../drawing/measured-text.js';
import { drawnNames } from './drawn-names.js';

export interface PathTextOptions {
  readonly width: number;
  readonly style: DrawingStyle;
}

const ARROW = ' > ';

/**
 * The callers of a site in at most `width` cells, the root first, as `handlePost > roundTrip > addWithId`. What does not
 * fit is left out at the root, since what is near the site says more.
 */
export function pathText(
  change: PathChange,
  { width, style }: PathTextOptions,
): { readonly text: string; readonly width: number } {
  const { ellipsis } = style;
  const more = ellipsis.length + ARROW.length;
  const shown: MeasuredText[] = [];
  let used = 0;
  for (let left = callerCount(change); left > 0; left--) {
    const part = callerAt(change, left - 1, style);
    const reserve = left > 1 ? more : 0;
    if (shown.length === 0) shown.push(shortenName(part, { width: width - reserve, ellipsis }));
    else if (used + ARROW.length + part.width + reserve <= width) shown.unshift(part);
    else return { text: [ellipsis, ...shown.map(({ text }) => text)].join(ARROW), width: used + more };
    used = shown.reduce((sum, { width: each }) => sum + each, ARROW.length * (shown.length - 1));
  }
  if (shown.length === 0) return { text: NO_CALLER, width: NO_CALLER.length };
  return { text: shown.map(({ text }) => text).join(ARROW), width: used };
}

const NO_CALLER = 'no caller recorded';

/** `(12 paths)`: what stands for the callers that were folded into one. */
export function foldedWords({ folded }: PathChange): string {
  return `(${count(folded)} paths)`;
}

function callerCount({ frames, folded }: PathChange): number {
  return frames.length - 1 + Number(folded > 0);
}

/** From the root on; what was folded comes first. */
function callerAt(change: PathChange, index: number, style: DrawingStyle): MeasuredText {
  const frame = change.frames[index - Number(change.folded > 0)];
  return frame === undefined ? measure(safeText(foldedWords(change))) : drawnNames(frame, style).name;
}
