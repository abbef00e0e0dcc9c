import type { CaptureMetadata, Profile } from '@heaptide/profile';

/** What V8 samples at unless it is told otherwise. */
const USUAL_INTERVAL = 512 * 1024;
/** The work counter of profiles of which only the order is known. */
export const PROFILES = 'profiles';

export interface AssumedPlace {
  /** Place in the series, from 0. */
  readonly index: number;
  /** The time that the profile tells holds; otherwise profiles follow each other by a second, and are counted as work. */
  readonly timed: boolean;
}

/**
 * Metadata for a profile that heaptide did not write, so that its totals can be judged: no births, no collection, and of the
 * process nothing but what the profile holds. Limits and memory that are not known are 0.
 */
export function assumedMetadata(profile: Profile, { index, timed }: AssumedPlace): CaptureMetadata {
  const time = timed ? Number(profile.timeNanos / 1_000_000n) : index * 1000;
  const heap = inuseBytes(profile);
  return {
    schema: 'heaptide.capture/1',
    time: new Date(time).toISOString(),
    pid: 0,
    startedAt: new Date(0).toISOString(),
    service: 'profile',
    versions: {},
    gc: 'none',
    births: false,
    interval: isInBytes(profile) ? profile.period : USUAL_INTERVAL,
    depth: 0,
    clock: 0,
    heapUsed: heap,
    heapTotal: heap,
    heapLimit: 0,
    rss: 0,
    external: 0,
    arrayBuffers: 0,
    work: timed ? {} : { [PROFILES]: index + 1 },
    gaps: [],
  };
}

function isInBytes({ period, periodType }: Profile): boolean {
  return period > 0 && periodType.unit === 'bytes';
}

function inuseBytes({ samples, sampleTypes }: Profile): number {
  const column = sampleTypes.findIndex(({ type }) => type === 'inuse_space');
  if (column < 0) return 0;
  let bytes = 0;
  for (let row = column; row < samples.values.length; row += sampleTypes.length)
    bytes += samples.values[row]!;
  return bytes;
}
