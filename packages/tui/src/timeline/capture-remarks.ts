import { duration } from '@heaptide/report';
import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';

export interface CaptureRemarksOptions {
  readonly baseline: CaptureNumber | undefined;
  /** Number of the newest capture while more of them come in. */
  readonly newest: CaptureNumber | undefined;
}

/** What is to be said of a capture beyond its figures, what the user wrote first. Raw text. */
export function captureRemarks(
  { number, note, pinned, metadata }: CaptureEntry,
  { baseline, newest }: CaptureRemarksOptions,
): readonly string[] {
  const remarks: string[] = [];
  if (number === baseline) remarks.push('baseline');
  if (note !== '') remarks.push(note);
  if (pinned && note === '') remarks.push('pinned');
  if (number === newest) remarks.push('newest');
  if (metadata.gc === 'none') remarks.push('with garbage');
  if (metadata.exactSites === true) remarks.push('exact sites');
  if (metadata.trigger !== undefined) remarks.push(`taken by itself: ${metadata.trigger}`);
  const stoodStill = metadata.gaps.reduce((ms, { from, to }) => ms + Date.parse(to) - Date.parse(from), 0);
  if (metadata.gaps.length > 0) remarks.push(`sampler stood still for ${duration(stoodStill)}`);
  return remarks;
}
