import { mergeProfiles, type Profile, removeUninteresting, subtractBase } from '@heaptide/profile';
import { readCaptures, type ReachSettings } from '@heaptide/targets';
import type { CommandContext } from '../command.js';
import type { SourceMapArguments } from './source-map-options.js';
import { sourceMapping } from './source-mapping.js';
import { reachSettings, type TargetArguments, targetsOf } from '../target/target-options.js';
import type { ViewArguments } from './view-arguments.js';

/**
 * The profile that the targets name, added up, without the base and without the frames that it calls uninteresting; with
 * the names of the sources where `--source-maps` asks for them.
 *
 * @throws {HeaptideError} what {@link readCaptures} and {@link sourceMapping} throw; `HT_E_NO_COMMON_TYPE`.
 */
export async function readView(
  args: Pick<ViewArguments, 'targets' | 'base'> & SourceMapArguments & TargetArguments,
  context: Pick<CommandContext, 'stderr' | 'signal' | 'env'>,
): Promise<Profile> {
  const { base } = args;
  const targets = targetsOf(args.targets, args);
  const settings = reachSettings(args, context);
  const mapping = await sourceMapping(args, context);
  const profile = await readTargets(targets, settings);
  const shown = mapping.apply(
    base === undefined ? profile : subtractBase(profile, await readTargets([base], settings)),
  );
  mapping.tell();
  return removeUninteresting(shown);
}

/** One profile of all that `targets` name. */
export async function readTargets(targets: readonly string[], settings: ReachSettings): Promise<Profile> {
  const profiles: Profile[] = [];
  for (const target of targets) {
    // The captures of a series are readings of the same heap, so they do not add up.
    const last = (await readCaptures([target], { ...settings, gc: false })).at(-1)!;
    profiles.push(last.capture.profile);
  }
  return profiles.length === 1 ? profiles[0]! : mergeProfiles(profiles);
}
