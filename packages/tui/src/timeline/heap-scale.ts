import type { CaptureEntry } from '../engine/capture-entry.js';
import { type NiceScale, niceScale } from './nice-scale.js';
import { timelineIndex } from './timeline-index.js';

export const MIB = 1024 ** 2;
/** Below this there is no scale to draw on. */
const LEAST_ROWS = 2;

/** A heap that changes by less than this share of its size is drawn as steady. */
const LEAST_RANGE = 0.1;
/** From this share of the limit on, the picture reaches up to it. */
const NEAR_LIMIT = 0.75;

/** The scale of the picture, in MiB. */
export interface HeapScale extends NiceScale {
  /** Values that are shown, one a line: 2 or more. */
  readonly rows: number;
  /** Heap limit in bytes, where it is within the picture. */
  readonly limit: number | undefined;
}

/** A scale of at most `mostRows` values for the heap of `entries`; it ends with what is to be shown. */
export function heapScale(entries: readonly CaptureEntry[], mostRows: number): HeapScale {
  const { least: lowest, most } = timelineIndex(entries);
  // Of no captures it is infinite.
  const least = Math.min(lowest, most);
  const missing = Math.max(0, most * LEAST_RANGE - (most - least)) / 2;
  const limit = heapLimit(entries);
  const reached = limit !== undefined && most >= NEAR_LIMIT * limit ? Math.max(most, limit) : most;
  const low = Math.max(0, least - missing) / MIB;
  const high = Math.max(reached, most + missing, 1) / MIB;
  const scale = niceScale(low, high, Math.max(LEAST_ROWS, mostRows));
  const rowOf = (mib: number): number => Math.round((mib - scale.low) / scale.step);
  // Round steps often reach beyond what they are for.
  const rows = Math.max(LEAST_ROWS, Math.min(mostRows, rowOf(high) + 1));
  const limitRow = limit === undefined ? -1 : rowOf(limit / MIB);
  return { ...scale, rows, limit: limitRow >= 0 && limitRow < rows ? limit : undefined };
}

/** Of the newest capture; `undefined` where it is not known. */
export function heapLimit(entries: readonly CaptureEntry[]): number | undefined {
  const limit = entries.at(-1)?.metadata.heapLimit ?? 0;
  return limit > 0 ? limit : undefined;
}
