import type { Profile } from '../profile.js';
import { prune } from './prune.js';
import type { TextTest } from './text-test.js';

/**
 * Removes the frames that a profile itself calls uninteresting, by its `dropFrames` and `keepFrames`. Patterns that do
 * not compile remove nothing.
 *
 * `compile`: of a pattern that must match a whole name.
 */
export function removeUninteresting(profile: Profile, compile: (pattern: string) => TextTest = (pattern) => new RegExp(pattern, 'u')): Profile {
  const { dropFrames, keepFrames } = profile;
  if (dropFrames === '') return profile;
  try {
    const whole = (pattern: string): TextTest => compile(`^(${pattern})$`);
    return prune(profile, whole(dropFrames), keepFrames === '' ? undefined : whole(keepFrames));
  } catch {
    return profile;
  }
}
