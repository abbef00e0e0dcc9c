import type { CaptureEntry, CaptureNumber } from '../engine/capture-entry.js';
import { ownSign, SIGN_ORDER } from './timeline-signs.js';

/** Where two captures that follow each other do not belong together. */
export interface TimelineBreak {
  /** `restart`: a new life begins. `gap`: the same life, but nothing was read for a while. */
  readonly kind: 'restart' | 'gap';
  readonly before: CaptureEntry;
  readonly after: CaptureEntry;
  /** Of `after`, among the entries. */
  readonly index: number;
}

export type TimelineRow = { readonly kind: 'capture'; readonly entry: CaptureEntry } | TimelineBreak;

/** What a frame needs of all captures, by their index among the entries; the rest is looked up for what is visible. */
export interface TimelineIndex {
  /** The captures with the breaks between them, as the table lists them. */
  readonly rows: readonly TimelineRow[];
  /** Row of each capture. */
  readonly rowOf: readonly number[];
  readonly breaks: readonly TimelineBreak[];
  /** Milliseconds since 1970; not always ascending, since the clock of the process may be set back. */
  readonly times: Float64Array;
  readonly earliest: number;
  readonly latest: number;
  /** Heap used, in bytes. */
  readonly heaps: Float64Array;
  readonly least: number;
  readonly most: number;
  /** Place in {@link SIGN_ORDER} of what the captures are by themselves. */
  readonly signs: Uint8Array;
  /** How many had no GC before them. */
  readonly withoutGc: number;
  /** How many were read while sites were exact. */
  readonly exactSites: number;
}

const known = new WeakMap<readonly CaptureEntry[], TimelineIndex>();

/** Worked out once per array. */
export function timelineIndex(entries: readonly CaptureEntry[]): TimelineIndex {
  const found = known.get(entries);
  if (found !== undefined) return found;
  const rows: TimelineRow[] = [];
  const rowOf: number[] = [];
  const breaks: TimelineBreak[] = [];
  for (const [index, entry] of entries.entries()) {
    const between = breakBetween(entries, index);
    if (between !== undefined) {
      breaks.push(between);
      rows.push(between);
    }
    rowOf.push(rows.length);
    rows.push({ kind: 'capture', entry });
  }
  const times = Float64Array.from(entries, ({ metadata }) => Date.parse(metadata.time));
  const heaps = Float64Array.from(entries, ({ metadata }) => metadata.heapUsed);
  const made: TimelineIndex = {
    rows,
    rowOf,
    breaks,
    times,
    earliest: times.reduce((earliest, time) => Math.min(earliest, time), Infinity),
    latest: times.reduce((latest, time) => Math.max(latest, time), -Infinity),
    heaps,
    least: heaps.reduce((least, heap) => Math.min(least, heap), Infinity),
    most: heaps.reduce((most, heap) => Math.max(most, heap), 0),
    signs: Uint8Array.from(entries, (entry) => SIGN_ORDER.indexOf(ownSign(entry))),
    withoutGc: entries.filter(({ metadata }) => metadata.gc === 'none').length,
    exactSites: entries.filter(({ metadata }) => metadata.exactSites === true).length,
  };
  known.set(entries, made);
  return made;
}

function breakBetween(entries: readonly CaptureEntry[], index: number): TimelineBreak | undefined {
  const before = entries[index - 1];
  const after = entries[index]!;
  if (before === undefined) return undefined;
  if (before.life !== after.life) return { kind: 'restart', before, after, index };
  return after.afterGap ? { kind: 'gap', before, after, index } : undefined;
}

/** The capture before a row; a break knows which one it follows. */
export function captureBefore(rows: readonly TimelineRow[], row: number): CaptureEntry | undefined {
  const before = rows[row - 1];
  if (before === undefined) return undefined;
  return before.kind === 'capture' ? before.entry : before.before;
}

/** Index of the capture `number`, or of the nearest after it that is still kept, or of the last; -1 among none. */
export function indexOfCapture(entries: readonly CaptureEntry[], number: CaptureNumber): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.number < number) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, entries.length - 1);
}
