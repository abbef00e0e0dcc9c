import { type Profile } from '@heaptide/profile';
import { siteAtLocation, type SiteFunction, siteKey } from './site-function.js';

/** What each site allocated itself of a sample type, by {@link siteKey}. Samples without a stack belong to nobody. */
export function objectsBySite(profile: Profile, column: number): ReadonlyMap<string, number> {
  const { length, stack, stackOffsets, values } = profile.samples;
  const width = profile.sampleTypes.length;
  const siteAt = siteAtLocation(profile);
  const sums = new Map<SiteFunction, number>();
  for (let sample = 0; sample < length; sample++) {
    const leaf = stackOffsets[sample]!;
    const value = values[sample * width + column]!;
    if (value === 0 || leaf === stackOffsets[sample + 1]) continue;
    const site = siteAt(stack[leaf]!);
    sums.set(site, (sums.get(site) ?? 0) + value);
  }
  const byKey = new Map<string, number>();
  for (const [site, sum] of sums) {
    const key = siteKey(site);
    byKey.set(key, (byKey.get(key) ?? 0) + sum);
  }
  return byKey;
}
