import type { Profile } from '../profile.js';
import { unitRatio } from '../units/units.js';

/**
 * One standard deviation of what samples say of an amount, in the unit of sample type `column`: `undefined` where the
 * profile does not say how it was sampled.
 *
 * A sampler that takes one allocation in every `interval` bytes on average estimates b bytes with a variance of
 * interval × b; a number of objects has the relative error of their bytes.
 */
export function samplingError(
  profile: Profile,
  column: number,
): ((amount: number, bytes: number) => number) | undefined {
  const { periodType, period, sampleTypes } = profile;
  const interval = period * (unitRatio(periodType.unit, 'bytes') ?? 0);
  if (interval <= 0) return undefined;
  const ratio = unitRatio(sampleTypes[column]!.unit, 'bytes');
  if (ratio !== undefined) return (amount) => Math.sqrt((interval * Math.abs(amount)) / ratio);
  return (amount, bytes) => (bytes === 0 ? 0 : Math.abs(amount) * Math.sqrt(interval / Math.abs(bytes)));
}

/** The column that counts the bytes of what `column` counts: `inuse_space` for `inuse_objects`; -1 without one. */
export function bytesColumn({ sampleTypes }: Profile, column: number): number {
  const isBytes = (i: number): boolean => unitRatio(sampleTypes[i]!.unit, 'bytes') !== undefined;
  if (isBytes(column)) return column;
  const wanted = sampleTypes[column]!.type.replace(/objects$/, 'space');
  return sampleTypes.findIndex(({ type }, i) => type === wanted && isBytes(i));
}
