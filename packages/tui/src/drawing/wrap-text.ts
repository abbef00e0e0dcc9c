import { measure, type MeasuredText } from './measured-text.js';
import { type SafeText, safeText } from '@heaptide/report';

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
  for (const character of word) {
    if (measure(safeText(part + character)).width > width) {
      parts.push(measure(safeText(part)));
      part = '';
    }
    part += character;
  }
  parts.push(measure(safeText(part)));
  return parts;
}
