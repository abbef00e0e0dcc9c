import type { Share } from './summary.js';

/** `97.5 % (117 of 120)`, and nothing where there is nothing to count. */
export function inPercent({ count, of }: Share): string {
  return of === 0 ? '' : `${((100 * count) / of).toFixed(1)} % (${count} of ${of})`;
}

export function inRounds(round: number): string {
  return Number.isFinite(round) ? String(round) : 'never';
}
