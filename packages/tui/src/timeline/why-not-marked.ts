import type { CaptureEntry } from '../engine/capture-entry.js';
import { whyNotComparable } from '../diff/why-not-comparable.js';

/** Why a diff of two captures would say nothing, by their numbers; `undefined` where it says something. */
export function whyNotMarked(a: CaptureEntry, b: CaptureEntry): string | undefined {
  if (a.life !== b.life)
    return `captures ${a.number} and ${b.number} are of two lives of the process: never compared`;
  return whyNotComparable(a, b);
}
