import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type MeasuredText, shortenName } from '../drawing/measured-text.js';
import type { FlameMark } from './flame-mark.js';

export interface CellText {
  readonly name: MeasuredText;
  /** Shown where there is room for all of it. */
  readonly place: MeasuredText | undefined;
  readonly amount: string;
  readonly mark: FlameMark | '';
  /** What the cell is to the user: `>` selected, `/` found by the search. */
  readonly sign: '>' | '/' | ' ';
}

/** From here on a cell begins with its sign, or a blank in its place. */
const SIGN_FROM = 6;
/** A name is not cut further than this to make room for the amount. */
const LEAST_NAME = 10;
/** Below, the beginning of a name says more than its two ends. */
const CUT_MIDDLE_FROM = 7;

/** Name, place, amount and mark, as much as fits into exactly `width` cells; amount and mark are whole or not there. */
export function cellText(
  { name, place, amount, mark, sign }: CellText,
  { width, style }: { readonly width: number; readonly style: DrawingStyle },
): string {
  const lead = leadOf(sign, width);
  const room = width - lead.length;
  if (!showsMark({ mark, sign }, width)) return lead + fitted(name, room, style).text.padEnd(room);
  const tail = ` ${amount}${mark === '' ? '' : ` ${mark}`}`;
  const filled = ({ text, width: used }: MeasuredText, end: string): string =>
    lead + text + end + ' '.repeat(Math.max(0, room - used - end.length));
  if (place !== undefined && place.width > 0 && name.width + 1 + place.width + tail.length <= room) {
    return `${lead}${name.text} ${place.text}${tail}`.concat(
      ' '.repeat(room - name.width - 1 - place.width - tail.length),
    );
  }
  if (name.width + tail.length <= room) return filled(name, tail);
  if (LEAST_NAME + tail.length <= room) return filled(fitted(name, room - tail.length, style), tail);
  return filled(fitted(name, room - mark.length, style), mark);
}

/** Whether there is room for the mark and at least one character of the name. */
export function showsMark({ mark, sign }: Pick<CellText, 'mark' | 'sign'>, width: number): boolean {
  return width - leadOf(sign, width).length > mark.length;
}

function leadOf(sign: CellText['sign'], width: number): string {
  return width >= SIGN_FROM || sign !== ' ' ? sign : '';
}

const ONE_CELL_EACH = /^[\x20-\x7e]*$/;

/** `name` in at most `width` cells. */
function fitted(name: MeasuredText, width: number, style: DrawingStyle): MeasuredText {
  if (name.width <= width) return name;
  const { ellipsis } = style;
  if (!ONE_CELL_EACH.test(name.text)) return shortenName(name, { width, ellipsis });
  if (width < CUT_MIDDLE_FROM) return { text: name.text.slice(0, width) as typeof name.text, width };
  const kept = width - ellipsis.length;
  const end = name.text.slice(name.text.length - Math.ceil(kept / 2));
  const text = name.text.slice(0, Math.floor(kept / 2)) + ellipsis + end;
  return { text: text as typeof name.text, width };
}
