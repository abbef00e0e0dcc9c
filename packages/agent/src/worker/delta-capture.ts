import { type Profile, subtractBase } from '@heaptide/profile/write';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TakenCapture } from './captures.js';

/**
 * What a profile gained and lost within some seconds, as Go's `seconds` gives it: two captures, the first taken from the
 * second. Time is that of the second, duration what lies between the two by their own clocks, values may be negative.
 * A difference is no part of a series, so it carries no capture metadata.
 *
 * @throws whatever `take` throws, or the reason of `signal` as soon as it is aborted.
 */
export async function deltaCapture(
  take: () => Promise<TakenCapture>,
  seconds: number,
  signal: AbortSignal,
): Promise<Profile> {
  const first = withoutMetadata((await take()).profile);
  await sleep(seconds * 1000, undefined, { signal, ref: false });
  const second = withoutMetadata((await take()).profile);
  const difference = subtractBase(second, first);
  const durationNanos = second.timeNanos - first.timeNanos;
  return { ...difference, timeNanos: second.timeNanos, durationNanos };
}

function withoutMetadata(profile: Profile): Profile {
  return { ...profile, comments: [] };
}
