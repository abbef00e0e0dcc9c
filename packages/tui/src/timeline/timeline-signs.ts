import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import type { Tone } from '../drawing/drawing-style.js';

export type TimelineSignId =
  'markA' | 'markB' | 'baseline' | 'pinned' | 'withoutGc' | 'capture' | 'restart' | 'gap';

export interface TimelineSign {
  readonly sign: string;
  /** For the line above the picture. */
  readonly word: string;
  /** For the help page. */
  readonly meaning: string;
  readonly tone: Tone;
}

/** Every sign of the timeline. Where captures meet in one cell of the picture, the first of these is shown. */
export const TIMELINE_SIGNS: Readonly<Record<TimelineSignId, TimelineSign>> = {
  markA: { sign: 'A', word: 'marked', meaning: 'marked as side A of a diff', tone: 'accent' },
  markB: { sign: 'B', word: 'marked', meaning: 'marked as side B of a diff', tone: 'accent' },
  // No letter: B is a side of a diff on every screen.
  baseline: { sign: '=', word: 'baseline', meaning: 'baseline that growth is counted from', tone: 'accent' },
  pinned: { sign: 'P', word: 'pinned', meaning: 'pinned: kept when others are thinned out', tone: 'accent' },
  withoutGc: { sign: '?', word: 'no GC', meaning: 'no GC before it: with garbage', tone: 'warning' },
  capture: { sign: 'o', word: 'capture', meaning: 'capture', tone: 'plain' },
  restart: { sign: '|', word: 'restart', meaning: 'a new life: never compared across', tone: 'warning' },
  gap: { sign: ':', word: 'gap', meaning: 'gap: the connection was lost', tone: 'warning' },
};

/** Weightiest first. */
export const SIGN_ORDER = Object.keys(TIMELINE_SIGNS) as readonly TimelineSignId[];

/** What a capture is by itself, whatever the user looks at. */
export function ownSign({ pinned, metadata }: CaptureEntry): TimelineSignId {
  if (pinned) return 'pinned';
  return metadata.gc === 'none' ? 'withoutGc' : 'capture';
}

/** What the user has singled out among the captures. */
export interface SingledOut {
  readonly baseline: CaptureNumber | undefined;
  readonly a: CaptureNumber | undefined;
  readonly b: CaptureNumber | undefined;
}

/** All signs of a capture, the weightiest first; never empty. */
export function captureSigns(
  entry: CaptureEntry,
  { baseline, a, b }: SingledOut,
): readonly [TimelineSignId, ...TimelineSignId[]] {
  const signs: TimelineSignId[] = [];
  if (entry.number === a) signs.push('markA');
  if (entry.number === b) signs.push('markB');
  if (entry.number === baseline) signs.push('baseline');
  if (entry.pinned) signs.push('pinned');
  if (entry.metadata.gc === 'none') signs.push('withoutGc');
  const [first = 'capture', ...others] = signs;
  return [first, ...others];
}
