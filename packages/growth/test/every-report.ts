import type { Capture } from '@heaptide/profile';
import { type GrowthReport, Hunt, type HuntOptions } from '../src/index.js';

/** What a hunt says after each of the captures. */
export function everyReport(captures: readonly Capture[], options: HuntOptions = {}): GrowthReport[] {
  const hunt = new Hunt(options);
  return captures.map((capture) => hunt.add(capture));
}
