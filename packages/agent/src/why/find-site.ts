import { locationFrames, type LocationId, type Profile } from '@heaptide/profile/write';
import type { WhySite } from '@heaptide/why';
import type { WhyWish } from './why-wish.js';

/** The site that a wish names in full, or of those in the profile that it may mean the one with most bytes under it. */
export function findSite(profile: () => Promise<Profile>, wish: WhyWish): Promise<WhySite | undefined> {
  const { function: name, file, line, column } = wish;
  if (file !== undefined && line !== undefined && column !== undefined) {
    return Promise.resolve({ function: name, file, line, column });
  }
  return profile().then((taken) => largestSite(taken, wish));
}

/** Of the functions of that name and place, the one that has most bytes under it. */
export function largestSite(profile: Profile, wish: WhyWish): WhySite | undefined {
  const { samples } = profile;
  const meant = new Map<LocationId, WhySite | undefined>();
  const bytesOf = new Map<WhySite, number>();
  const byPlace = new Map<string, WhySite>();
  const siteAt = (location: LocationId): WhySite | undefined => {
    if (meant.has(location)) return meant.get(location);
    let site = siteOf(profile, location, wish);
    if (site !== undefined) {
      const place = JSON.stringify(site);
      const known = byPlace.get(place);
      if (known === undefined) byPlace.set(place, site);
      site = known ?? site;
    }
    meant.set(location, site);
    return site;
  };
  for (let sample = 0; sample < samples.length; sample++) {
    const onStack = new Set<WhySite>();
    for (let i = samples.stackOffsets[sample]!; i < samples.stackOffsets[sample + 1]!; i++) {
      const site = siteAt(samples.stack[i]! as LocationId);
      if (site !== undefined) onStack.add(site);
    }
    for (const site of onStack) bytesOf.set(site, (bytesOf.get(site) ?? 0) + samples.values[2 * sample + 1]!);
  }
  let largest: WhySite | undefined;
  for (const [site, bytes] of bytesOf) {
    if (largest === undefined || bytes > bytesOf.get(largest)!) largest = site;
  }
  return largest;
}

function siteOf(profile: Profile, location: LocationId, wish: WhyWish): WhySite | undefined {
  const { name, file, line, column } = locationFrames(profile, location)[0]!;
  const isMeant =
    name === wish.function &&
    (wish.file === undefined || endsInPath(file, wish.file)) &&
    (wish.line === undefined || line === wish.line) &&
    (wish.column === undefined || column === wish.column);
  return isMeant ? { function: name, file, line, column } : undefined;
}

/** Whether a path ends in another, at the beginning of a name. */
function endsInPath(file: string, end: string): boolean {
  return file === end || file.endsWith(end.startsWith('/') ? end : `/${end}`);
}
