import { mergeProfiles, type Profile, removeUninteresting, subtractBase } from '@heaptide/profile';
import { readCaptures } from '@heaptide/targets';
import type { ViewArguments } from './view-arguments.js';

/**
 * The profile that the targets name, added up, without the base and without the frames that it calls uninteresting.
 *
 * @throws {HeaptideError} what {@link readCaptures} throws; `HT_E_NO_COMMON_TYPE`.
 */
export async function readView({ targets, base }: Pick<ViewArguments, 'targets' | 'base'>): Promise<Profile> {
  const profile = await readTargets(targets);
  return removeUninteresting(base === undefined ? profile : subtractBase(profile, await readTargets([base])));
}

/** One profile of all that `targets` name. */
export async function readTargets(targets: readonly string[]): Promise<Profile> {
  const profiles: Profile[] = [];
  for (const target of targets) {
    // The captures of a series are readings of the same heap, so they do not add up.
    const last = (await readCaptures([target])).at(-1)!;
    profiles.push(last.capture.profile);
  }
  return profiles.length === 1 ? profiles[0]! : mergeProfiles(profiles);
}
