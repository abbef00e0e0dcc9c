import type { CaptureEntry, CaptureNumber } from '../../src/engine/capture-entry.js';
import type { TimelineModel } from '../../src/timeline/timeline-model.js';
import { sampleMetadata, START } from '../sample-report.js';

export const MINUTE = 60_000;
export const MIB = 1024 ** 2;

export const numbered = (number: number): CaptureNumber => number as CaptureNumber;

export type EntryChanges = Partial<Omit<CaptureEntry, 'metadata' | 'number'>> & {
  readonly metadata?: Partial<CaptureEntry['metadata']>;
};

/** The capture `number` of a process that is read every minute and grows by 2.3 MiB each time. */
export function sampleEntry(number: number, { metadata, ...changes }: EntryChanges = {}): CaptureEntry {
  return {
    number: numbered(number),
    metadata: sampleMetadata(number, {
      time: new Date(START + (number - 1) * MINUTE).toISOString(),
      heapUsed: (29.6 + 2.27 * (number - 1)) * MIB,
      rss: (71.2 + 2.32 * (number - 1)) * MIB,
      work: { sessions: 1870 + 3310 * (number - 1), requests: 11_220 + 19_860 * (number - 1) },
      ...metadata,
    }),
    life: 1,
    size: 42_000,
    sites: 1111 + 6 * number,
    afterGap: false,
    pinned: false,
    note: '',
    ...changes,
  };
}

export function sampleTimeline(
  entries: readonly CaptureEntry[],
  changes: Partial<TimelineModel> = {},
): TimelineModel {
  return {
    entries,
    baseline: undefined,
    live: true,
    everyMs: MINUTE,
    unit: 'sessions',
    savedIn: './heaptide-20260311-1348',
    capacity: 120,
    size: entries.reduce((sum, { size }) => sum + size, 0),
    ...changes,
  };
}

/** Two lives with all that may happen to a series: a pin, a note, a gap, a capture without GC, a baseline. */
export function eventfulTimeline(): TimelineModel {
  const special: Readonly<Record<number, EntryChanges>> = {
    3: { note: 'first tenants moved in' },
    7: { pinned: true, note: 'before config reload' },
    8: { afterGap: true },
    12: { metadata: { gc: 'none', heapUsed: 61 * MIB } },
  };
  const firstLife = Array.from({ length: 12 }, (_, index) => sampleEntry(index + 1, special[index + 1]));
  const secondLife = Array.from({ length: 6 }, (_, index) =>
    sampleEntry(index + 13, {
      life: 2,
      metadata: {
        pid: 901,
        startedAt: new Date(START + 11.5 * MINUTE).toISOString(),
        heapUsed: (24.2 + 2.27 * index) * MIB,
        rss: (65 + 2.3 * index) * MIB,
        work: { sessions: 3310 * index, requests: 19_860 * index },
      },
    }),
  );
  return sampleTimeline([...firstLife, ...secondLife], { baseline: numbered(13) });
}
