import { Int64Column } from '../build/int64-column.js';
import { filterSamples } from '../filter/rewrite-samples.js';
import type { Profile } from '../profile.js';

/**
 * Multiplies the values of each sample type by a ratio, and drops samples of which nothing is left.
 *
 * As google/pprof's `ScaleN`: products are rounded half away from 0, and go through a double, so that scaled values beyond
 * 2^53 are rounded; a type whose ratio is 1 is left alone and does not count as something left, unless all ratios are 1.
 */
export function scaleProfile(profile: Profile, ratio: number | readonly number[]): Profile {
  const ratios = typeof ratio === 'number' ? profile.sampleTypes.map(() => ratio) : ratio;
  if (ratios.length !== profile.sampleTypes.length) {
    throw new RangeError(`${ratios.length} ratios for ${profile.sampleTypes.length} sample types`);
  }
  if (ratios.every((each) => each === 1)) return profile;
  const { values, exactValues, ...rest } = profile.samples;
  const { length } = rest;
  const width = ratios.length;
  const scaled = new Int64Column(values.length);
  const left = new Uint8Array(length);
  let kept = 0;
  for (let sample = 0; sample < length; sample++) {
    for (let column = 0; column < width; column++) {
      const i = sample * width + column;
      const by = ratios[column]!;
      if (by === 1) {
        scaled.push(values[i]!, exactValues?.[i]);
        continue;
      }
      const product = roundHalfAway(values[i]! * by);
      scaled.push(product, Number.isSafeInteger(product) ? undefined : wholeInt64(product));
      if (product !== 0) left[sample] = 1;
    }
    kept += left[sample]!;
  }
  const numbers = scaled.numbers();
  const exact = scaled.exact(numbers);
  const result = {
    ...profile,
    samples: { ...rest, values: numbers, ...(exact && { exactValues: exact }) },
  };
  if (kept === length) return result;
  return { ...result, samples: filterSamples(result, (sample) => left[sample] === 1) };
}

function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** A whole number in 64 bits; what does not fit becomes -2^63, as on the processors that pprof is mostly run on. */
export function wholeInt64(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(value) : -(2n ** 63n);
}
