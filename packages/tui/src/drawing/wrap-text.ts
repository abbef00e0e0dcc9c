import stringWidth from 'string-width';
import { type SafeText, safeText } from '@heaptide/report';
import { measure, type MeasuredText } from './measured-text.js';
/** `text` broken between words into lines of at most `width` cells; a word longer than that is broken too. */
export function wrapText(text: SafeText, width: number): readonly MeasuredText[] {
  const lines: MeasuredText[] = [];
  let line = '';
  let used = 0;
  const finish = () => {
    if (line !== '') lines.push(measure(safeText(line)));
    line = '';
    used = 0;
  };
  for (const word of text.split(' ').flatMap((part) => breakWord(part, width))) {
    if (used > 0 && used + 1 + word.width > width) finish();
    line += used > 0 ? ` ${word.text}` : word.text;
    used += word.width + Number(used > 0);
  }
  finish();
  return lines;
}

function breakWord(word: string, width: number): readonly MeasuredText[] {
  const whole = measure(safeText(word));
  if (whole.width <= width) return [whole];
  const parts: MeasuredText[] = [];
  let part = '';
  let used = 0;
  for (const piece of pieces(word, width)) {
    const wide = stringWidth(piece);
    if (used + wide > width && part !== '') {
      parts.push(measure(safeText(part)));
      part = '';
      used = 0;
    }
    part += piece;
    used += wide;
  }
  parts.push(measure(safeText(part)));
  return parts;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Graphemes, or the characters of one that is wider than a whole line. */
function* pieces(word: string, width: number): Generator<string> {
  for (const { segment } of graphemes.segment(word)) {
    if (stringWidth(segment) <= width) yield segment;
    else yield* segment;
  }
}
