import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, type MeasuredText, shortenName } from '../drawing/measured-text.js';
import { unitName } from '../sites/unit-name.js';

/** So that whatever a counter is called, what stands behind it is not pushed off the line. */
const LONGEST = 16;

/** The name of a work counter, of one unit of it or of many. */
export function counterName(
  counter: string,
  { ascii, ellipsis }: DrawingStyle,
  number: 'one' | 'many',
): MeasuredText {
  const name = safeText(number === 'one' ? unitName(counter) : counter, { ascii });
  return shortenName(measure(name), { width: LONGEST, ellipsis });
}
