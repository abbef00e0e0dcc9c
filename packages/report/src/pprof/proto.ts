import { encodeProfile, gzip, type Profile, truncate } from '@heaptide/profile';
import type { Report } from './report.js';

/** The profile itself, gzipped; values are scaled by `divide_by`. */
export async function renderProto({ profile, options }: Report): Promise<Uint8Array> {
  return gzip(encodeProfile(scaled(profile, 1 / options.divide_by)));
}

function scaled(profile: Profile, ratio: number): Profile {
  if (!(ratio > 0) || ratio === 1) return profile;
  const { exactValues, ...samples } = profile.samples;
  const values = samples.values.map((value) => truncate(value * ratio));
  const exact = exactValues?.map((value) => BigInt(truncate(Number(value) * ratio)));
  return { ...profile, samples: { ...samples, values, ...(exact && { exactValues: exact }) } };
}
