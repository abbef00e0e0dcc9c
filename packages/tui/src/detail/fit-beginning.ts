import { type SafeText, safeText } from '@heaptide/report';
import { measure } from '../drawing/measured-text.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** `text` in exactly `width` cells: padded, or cut at the end, as code is, which says what it is at its beginning. */
export function fitBeginning(
  text: SafeText,
  { width, ellipsis }: { readonly width: number; readonly ellipsis: string },
): string {
  if (PRINTABLE_ASCII.test(text)) {
    if (text.length <= width) return text.padEnd(width);
    return (text.slice(0, Math.max(0, width - ellipsis.length)) + ellipsis).slice(0, width);
  }
  const room = width - ellipsis.length;
  let whole = '';
  let used = 0;
  let cut = '';
  let cutWidth = 0;
  for (const { segment } of graphemes.segment(text)) {
    const cells = measure(safeText(segment)).width;
    if (used + cells > width)
      return cut + ellipsis.slice(0, width) + ' '.repeat(Math.max(0, room - cutWidth));
    whole += segment;
    used += cells;
    if (used <= room) {
      cut = whole;
      cutWidth = used;
    }
  }
  return whole + ' '.repeat(width - used);
}
