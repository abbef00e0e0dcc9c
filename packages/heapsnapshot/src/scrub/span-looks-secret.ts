import { ALL, ANY, byteClasses } from './byte-classes.js';
import { looksSecret } from './secret-shapes.js';
import type { StringSpan } from './string-span.js';

/** Whether a part of the string at hand looks secret; most are told by the kinds of their bytes, without making a text of them. */
export function spanLooksSecret(span: StringSpan, start: number, end: number): boolean {
  const classes = byteClasses(span.bytes, start, end);
  if ((classes & ANY) !== 0) return looksSecret(span.text, ALL);
  return classes !== 0 && looksSecret(span.asciiText(start, end), classes);
}
