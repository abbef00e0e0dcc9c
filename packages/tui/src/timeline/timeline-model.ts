import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';

/** All that the timeline is drawn from. Every string in it is raw. */
export interface TimelineModel {
  /** In the order in which they were read, numbers ascending; several lives may follow each other. */
  readonly entries: readonly CaptureEntry[];
  readonly baseline: CaptureNumber | undefined;
  /** Captures still come in. */
  readonly live: boolean;
  readonly everyMs: number;
  /** Name of the work counter that is listed, or `second` where there is none. */
  readonly unit: string;
  /** Directory that keeps the captures after the end. */
  readonly savedIn: string | undefined;
  /** Most captures that are kept. */
  readonly capacity: number;
  /** Bytes of all captures kept. */
  readonly size: number;
}
