import { HeaptideError } from '../heaptide-error.js';
import type { Profile } from '../profile.js';
import { scaleProfile } from './scale.js';

/**
 * Scales `profile`, type by type, so that its totals are those of `base`: pprof's `-normalize`. A type whose total is 0
 * becomes 0 throughout.
 *
 * @throws {HeaptideError} `HT_E_NO_COMMON_TYPE` where period or sample types are not the same, in names, order and units.
 */
export function normalizeTo(profile: Profile, base: Profile): Profile {
  const differ = (words: string) => new HeaptideError('HT_E_NO_COMMON_TYPE', words);
  const [period, basePeriod] = [profile, base].map(({ periodType: { type, unit } }) => `${type} ${unit}`);
  if (period !== basePeriod) {
    throw differ(`incompatible period types &{${period!} 0 0} and &{${basePeriod!} 0 0}`);
  }
  const [types, baseTypes] = [profile, base].map(({ sampleTypes }) =>
    sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(' '),
  );
  if (types !== baseTypes) throw differ(`incompatible sample types [${types!}] and [${baseTypes!}]`);
  const sums = totals(profile);
  const ratios = totals(base).map((sum, i) => (sums[i] === 0n ? 0 : Number(sum) / Number(sums[i])));
  return scaleProfile(profile, ratios);
}

/** Signed sums by sample type, wrapping around at 64 bits. */
function totals({ sampleTypes, samples }: Profile): bigint[] {
  const width = sampleTypes.length;
  return sampleTypes.map((_, column) => {
    let sum = 0n;
    let rest = 0;
    for (let i = column; i < samples.values.length; i += width) {
      if (samples.exactValues) {
        sum += samples.exactValues[i]!;
        continue;
      }
      const value = samples.values[i]!;
      if (Number.isSafeInteger(rest + value)) rest += value;
      else {
        sum += BigInt(rest);
        rest = value;
      }
    }
    return BigInt.asIntN(64, sum + BigInt(rest));
  });
}
