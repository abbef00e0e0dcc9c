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

/** A scale of `wantedRows` values for the heap of `entries`. */
export function heapScale(entries: readonly CaptureEntry[], wantedRows: number): HeapScale {
  const rows = Math.max(LEAST_ROWS, wantedRows);
  const { least, most } = timelineIndex(entries);
  const missing = Math.max(0, most * LEAST_RANGE - (most - least)) / 2;
  const limit = heapLimit(entries);
  const reached = limit !== undefined && most >= NEAR_LIMIT * limit ? Math.max(most, limit) : most;
  const scale = niceScale(
    Math.max(0, least - missing) / MIB,
    Math.max(reached, most + missing, 1) / MIB,
    rows,
  );
  const row = limit === undefined ? -1 : Math.round((limit / MIB - scale.low) / scale.step);
  return { ...scale, rows, limit: row >= 0 && row < rows ? limit : undefined };
}

/** Of the newest capture; `undefined` where it is not known. */
export function heapLimit(entries: readonly CaptureEntry[]): number | undefined {
  const limit = entries.at(-1)?.metadata.heapLimit ?? 0;
  return limit > 0 ? limit : undefined;
}
