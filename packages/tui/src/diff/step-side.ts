import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import { whyNotComparable } from './why-not-comparable.js';

/** Which captures are compared. */
export interface DiffSides {
  readonly a: CaptureNumber;
  readonly b: CaptureNumber;
}

const STEPS = {
  'a-earlier': { side: 'a', step: -1 },
  'a-later': { side: 'a', step: 1 },
  'b-earlier': { side: 'b', step: -1 },
  'b-later': { side: 'b', step: 1 },
} as const;

export type SideCommand = keyof typeof STEPS | 'swap';

/**
 * Moves one side to the next capture that can be compared with the other side, or swaps the two. The sides never step
 * past each other: only `swap` turns a difference round. `undefined` where there is no such capture.
 */
export function stepSide(
  entries: readonly CaptureEntry[],
  sides: DiffSides,
  command: SideCommand,
): DiffSides | undefined {
  if (command === 'swap') return { a: sides.b, b: sides.a };
  const { side, step } = STEPS[command];
  const at = (number: CaptureNumber) => entries.findIndex((entry) => entry.number === number);
  const other = at(side === 'a' ? sides.b : sides.a);
  const from = at(sides[side]);
  if (other === -1 || from === -1) return undefined;
  for (let index = from + step; index !== other; index += step) {
    const entry = entries[index];
    if (entry === undefined) return undefined;
    if (whyNotComparable(entry, entries[other]!) === undefined) return { ...sides, [side]: entry.number };
  }
  return undefined;
}
