import stringWidth from 'string-width';
import { type SafeText, safeText } from '@heaptide/report';

/** A name with its width in terminal cells, measured once. */
export interface MeasuredText {
  readonly text: SafeText;
  readonly width: number;
}

export interface FitOptions {
  readonly width: number;
  readonly ellipsis: string;
  /** Which part of a name that is too long says more: both ends alike, or the last characters. */
  readonly keep?: 'both' | 'end';
}

interface Fitted {
  readonly width: number;
  readonly ellipsis: string;
  readonly text: string;
}

const END_SHARE = { both: 0.5, end: 0.75 };
const fits = new WeakMap<MeasuredText, Fitted>();
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export function measure(text: SafeText): MeasuredText {
  return { text, width: stringWidth(text) };
}

/** `name` in exactly `width` cells: padded at the end, or cut in the middle. The last fit of a name is remembered. */
export function fitName(name: MeasuredText, options: FitOptions): string {
  const known = fits.get(name);
  if (known?.width === options.width && known.ellipsis === options.ellipsis) return known.text;
  const text = name.width <= options.width ? pad(name, options.width) : cutMiddle(name, options);
  fits.set(name, { width: options.width, ellipsis: options.ellipsis, text });
  return text;
}

/** `name` in at most `width` cells, without padding. */
export function shortenName(name: MeasuredText, options: FitOptions): MeasuredText {
  if (name.width <= options.width) return name;
  return measure(safeText(cutMiddle(name, options).trimEnd()));
}

function pad({ text, width }: MeasuredText, wanted: number): string {
  return text + ' '.repeat(wanted - width);
}

function cutMiddle({ text }: MeasuredText, { width, ellipsis, keep = 'both' }: FitOptions): string {
  const room = width - ellipsis.length;
  if (room < 2) return ellipsis.slice(0, width).padEnd(width);
  const end = Math.ceil(room * END_SHARE[keep]);
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const head = take(parts, room - end);
  const tail = take(parts.reverse(), end);
  // A wide character that straddles the cut leaves a cell free; it stands beside the ellipsis.
  const gap = ' '.repeat(room - head.width - tail.width);
  return `${head.parts.join('')}${gap}${ellipsis}${tail.parts.reverse().join('')}`;
}

function take(parts: readonly string[], room: number): { parts: string[]; width: number } {
  const taken: string[] = [];
  let width = 0;
  for (const part of parts) {
    const partWidth = stringWidth(part);
    if (width + partWidth > room) break;
    taken.push(part);
    width += partWidth;
  }
  return { parts: taken, width };
}
