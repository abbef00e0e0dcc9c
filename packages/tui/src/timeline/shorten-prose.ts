import { type MeasuredText, measure } from '../drawing/measured-text.js';
import { type SafeText, safeText } from '@heaptide/report';
import stringWidth from 'string-width';

export interface ShortenProseOptions {
  /** Room for the ellipsis and a character at least. */
  readonly width: number;
  readonly ellipsis: string;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** `text` in at most `width` cells, cut between two words: what a person wrote is read from its beginning. */
export function shortenProse(text: SafeText, { width, ellipsis }: ShortenProseOptions): MeasuredText {
  const whole = measure(text);
  if (whole.width <= width) return whole;
  return measure(safeText(beginning(text, width - ellipsis.length).trimEnd() + ellipsis));
}

/** `text` in at most `most` lines; what does not fit into them is cut off. */
export function wrapProse(
  text: SafeText,
  { most, ...options }: ShortenProseOptions & { readonly most: number },
): readonly MeasuredText[] {
  const lines: MeasuredText[] = [];
  let rest: string = text;
  while (lines.length < most - 1 && measure(safeText(rest)).width > options.width) {
    const head = beginning(rest, options.width);
    if (head === '') break;
    lines.push(measure(safeText(head.trimEnd())));
    rest = rest.slice(head.length).trimStart();
  }
  return [...lines, shortenProse(safeText(rest), options)];
}

/** What of `text` fits into `room` cells, up to the end of a word; a word longer than half the room is cut itself. */
function beginning(text: string, room: number): string {
  let head = '';
  let left = room;
  for (const { segment } of graphemes.segment(text)) {
    left -= stringWidth(segment);
    if (left < 0) break;
    head += segment;
  }
  const space = head.lastIndexOf(' ');
  return text[head.length] !== ' ' && space > head.length / 2 ? head.slice(0, space) : head;
}
