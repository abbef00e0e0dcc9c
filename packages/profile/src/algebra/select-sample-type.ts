import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';

/**
 * The column of sample values to show: an index into `sampleTypes`.
 *
 * `wanted` is a name, a name without its `inuse_` (so that `inuse_space` finds `space`), or an index in digits. Without
 * it, the default type of the profile, else the last one, as in pprof.
 *
 * @throws {HeaptideError} `HT_E_NO_SUCH_TYPE` naming the types there are.
 */
export function selectSampleType(profile: Profile, wanted = ''): number {
  const types = profile.sampleTypes.map(({ type }) => type);
  if (types.length === 0) throw noSuchType('the profile has no sample types');
  if (wanted === '') {
    const standard = types.indexOf(profile.defaultSampleType);
    return standard === -1 ? types.length - 1 : standard;
  }
  if (/^[+-]?\d+$/.test(wanted)) {
    const index = Number(wanted);
    if (index >= 0 && index < types.length) return index;
    throw noSuchType(`sample_index ${wanted} is outside the range [0..${types.length - 1}]`);
  }
  const short = wanted.replace(/^inuse_/, '');
  const found = types.findIndex((type) => type === wanted || type === short);
  if (found !== -1) return found;
  throw noSuchType(`sample_index ${JSON.stringify(wanted)} must be one of: [${types.join(' ')}]`);
}

function noSuchType(message: string): HeaptideError {
  return new HeaptideError('HT_E_NO_SUCH_TYPE', message);
}
