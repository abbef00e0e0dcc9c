import { type FitOptions, type MeasuredText, shortenName } from '../../drawing/measured-text.js';

/** As `fitName` does, but padded at the beginning. */
export function fitRight(name: MeasuredText, options: FitOptions): string {
  const { text, width } = shortenName(name, options);
  return ' '.repeat(Math.max(0, options.width - width)) + text;
}
