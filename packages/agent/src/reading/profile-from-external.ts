import type { LocationId, Profile } from '@heaptide/profile/write';
import type { ExternalReading } from './external-reading.js';
import { externalWeight } from './external-weight.js';
import { LiveProfile, type LiveProfileOptions } from './live-profile.js';

/** What goes into a profile besides the reading. */
export type ExternalProfileOptions = Omit<LiveProfileOptions, 'interval'>;

/** Stands for a stack without any script, such as that of an allocation that native code made. */
const NO_SCRIPT = { name: '(no script)', url: '', line: 0, column: 0 };

/**
 * The pprof of external memory: `inuse_objects/count` and `inuse_space/bytes`, every sample scaled to what it stands
 * for. Unlike in a profile of V8's sampler, frames tell the line that runs, and not where their functions begin.
 */
export function profileFromExternal(reading: ExternalReading, options: ExternalProfileOptions): Profile {
  const profile = new LiveProfile({ ...options, interval: reading.interval });
  const stacks = externalStacks(reading, profile);
  for (const sample of reading.samples)
    profile.add(stacks[sample.stack]!, externalWeight(sample), sample.born);
  return profile.build();
}

/** Adds the same samples to a profile of the heap with births, see {@link LiveProfile.addExternal}. */
export function embedExternal(reading: ExternalReading, profile: LiveProfile): void {
  const stacks = externalStacks(reading, profile);
  for (const sample of reading.samples)
    profile.addExternal(stacks[sample.stack]!, externalWeight(sample), sample.born);
}

function externalStacks({ stacks }: ExternalReading, profile: LiveProfile): (readonly LocationId[])[] {
  return stacks.map((frames) =>
    (frames.length === 0 ? [NO_SCRIPT] : frames).map((frame) => profile.location(frame)),
  );
}
