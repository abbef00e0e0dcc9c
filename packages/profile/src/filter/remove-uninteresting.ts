import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { prune } from './prune.js';
import { compileRe2, type Re2 } from '../re2/re2.js';

/**
 * Removes the frames that a profile itself calls uninteresting, by its `dropFrames` and `keepFrames`, which match whole
 * names. Patterns that do not compile remove nothing.
 */
export function removeUninteresting(profile: Profile): Profile {
  const { dropFrames, keepFrames } = profile;
  if (dropFrames === '') return profile;
  try {
    return prune(profile, wholeName(dropFrames), keepFrames === '' ? undefined : wholeName(keepFrames));
  } catch (error) {
    if (error instanceof HeaptideError) return profile;
    throw error;
  }
}

function wholeName(pattern: string): Re2 {
  return compileRe2(`^(${pattern})$`);
}
