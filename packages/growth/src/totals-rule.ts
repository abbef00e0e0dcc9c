import { changeOf } from './change.js';
import { mannKendall } from './mann-kendall.js';

/** Mann-Kendall deviate of a one-sided test at 1 %. */
const SIGNIFICANT = 2.33;
const FEWEST_READINGS = 10;
const SMALLEST_GROWTH = 65_536;

/**
 * The fallback for captures without births: live bytes that rise significantly, by at least 64 KiB and beyond the
 * sampling error, that rose on in the last half, and that never fell back. Totals cannot tell a leak from a cache that
 * fills, so this is never more than `growing`.
 */
export function growsByTotals(bytes: readonly number[], work: readonly number[], interval: number): boolean {
  if (bytes.length < FEWEST_READINGS) return false;
  const first = bytes[0]!;
  const last = bytes.at(-1)!;
  const rise = last - first;
  if (rise < SMALLEST_GROWTH || changeOf(bytes, interval) !== 'up') return false;
  if (mannKendall(bytes) <= SIGNIFICANT) return false;
  const middle = Math.floor(bytes.length / 2);
  const lateShare = (work.at(-1)! - work[middle]!) / (work.at(-1)! - work[0]!);
  const stillRises = last - bytes[middle]! >= 0.5 * rise * lateShare;
  return stillRises && Math.max(...bytes) - last < 0.15 * rise;
}
