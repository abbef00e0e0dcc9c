import type { Profile } from '@heaptide/profile';

/**
 * The usual way to look for a leak in profiles, as a peer: bytes per allocation site in each, and what the last has more
 * of than the first.
 */
export class SiteTotals {
  private readonly first = new Map<string, number>();
  private last = new Map<string, number>();
  private taken = 0;

  take(profile: Profile): void {
    const totals = totalsOf(profile);
    if (this.taken++ === 0) for (const [site, bytes] of totals) this.first.set(site, bytes);
    this.last = totals;
  }

  /** Sites that have grown, most first. */
  report(): { site: string; growth: number }[] {
    return [...this.last]
      .map(([site, bytes]) => ({ site, growth: bytes - (this.first.get(site) ?? 0) }))
      .filter(({ growth }) => growth > 0)
      .sort((a, b) => b.growth - a.growth);
  }
}

/** Bytes by function, file and line of the leaf. */
function totalsOf({ samples, sampleTypes, locations, functions, strings }: Profile): Map<string, number> {
  const width = sampleTypes.length;
  const space = sampleTypes.findIndex(({ type }) => type === 'inuse_space');
  const byFunction = new Float64Array(functions.length);
  for (let sample = 0; sample < samples.length; sample++) {
    const leaf = samples.stack[samples.stackOffsets[sample]!]!;
    byFunction[locations.lineFunction[locations.lineOffsets[leaf]!]!]! +=
      samples.values[sample * width + space]!;
  }
  const totals = new Map<string, number>();
  byFunction.forEach((bytes, func) => {
    if (bytes === 0) return;
    const name = strings.get(functions.name[func]!);
    const file = strings.get(functions.filename[func]!);
    totals.set(`${name} ${file}:${functions.startLine[func]!}`, bytes);
  });
  return totals;
}
