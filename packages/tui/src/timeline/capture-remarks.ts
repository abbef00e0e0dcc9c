import { duration } from '@heaptide/report';
import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import { timelineIndex } from './timeline-index.js';

export interface CaptureRemarksOptions {
  readonly baseline: CaptureNumber | undefined;
  /** Number of the newest capture while more of them come in. */
  readonly newest: CaptureNumber | undefined;
  /** Of a capture in a list: what need not be repeated. */
  readonly known?: KnownTraits;
}

/** What the reader of a list knows of a capture before its row. */
export interface KnownTraits {
  /** That it is with garbage, which is so of all of them. */
  readonly garbage: boolean;
  /** Whether sites are exact, unless the row says that this has changed. */
  readonly exactSites: boolean;
}

/** Of the capture behind `before`; `undefined` is the first of those listed. What all `entries` have in common is said once. */
export function knownTraits(entries: readonly CaptureEntry[], before: CaptureEntry | undefined): KnownTraits {
  const { withoutGc, exactSites } = timelineIndex(entries);
  return {
    garbage: withoutGc === entries.length,
    exactSites: before === undefined ? exactSites === entries.length : isExact(before),
  };
}

/** What is to be said of a capture beyond its figures, what the user wrote first. Raw text. */
export function captureRemarks(
  entry: CaptureEntry,
  { baseline, newest, known }: CaptureRemarksOptions,
): readonly string[] {
  const { number, note, pinned, metadata } = entry;
  const remarks: string[] = [];
  if (number === baseline) remarks.push('baseline');
  if (note !== '') remarks.push(note);
  if (pinned && note === '') remarks.push('pinned');
  if (number === newest) remarks.push('newest');
  if (metadata.gc === 'none' && known?.garbage !== true) remarks.push('with garbage');
  if (known === undefined && isExact(entry)) remarks.push('exact sites');
  if (known !== undefined && isExact(entry) !== known.exactSites)
    remarks.push(isExact(entry) ? 'exact sites on' : 'exact sites off');
  if (metadata.trigger !== undefined) remarks.push(`taken by itself: ${metadata.trigger}`);
  const stoodStill = metadata.gaps.reduce((ms, { from, to }) => ms + Date.parse(to) - Date.parse(from), 0);
  if (metadata.gaps.length > 0) remarks.push(`sampler stood still for ${duration(stoodStill)}`);
  return remarks;
}

function isExact({ metadata }: CaptureEntry): boolean {
  return metadata.exactSites === true;
}
