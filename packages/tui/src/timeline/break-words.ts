import { duration, timeOfDay } from '@heaptide/report';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { TimelineBreak } from './timeline-index.js';

/** Why two captures that follow each other do not belong together. */
export function breakWords({ kind, before, after }: TimelineBreak): string {
  const pause = duration(timeOf(after) - timeOf(before));
  if (kind === 'gap') return `no captures for ${pause}: the connection was lost`;
  const [old, now] = [before.metadata, after.metadata];
  if (old.pid !== now.pid) return `process restarted (pid ${old.pid}, now ${now.pid})`;
  if (old.startedAt !== now.startedAt)
    return `process restarted at ${timeOfDay(Date.parse(now.startedAt))} (pid ${now.pid} again)`;
  return 'sampled otherwise from here on: a new series';
}

function timeOf({ metadata }: CaptureEntry): number {
  return Date.parse(metadata.time);
}
