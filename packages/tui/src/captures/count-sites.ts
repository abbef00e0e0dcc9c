import type { Capture } from '@heaptide/targets';

/** Functions that allocated something which a capture shows alive. */
export function countSites({ profile }: Pick<Capture, 'profile'>): number {
  const { samples, locations, functions } = profile;
  const { stack, stackOffsets, values } = samples;
  const width = profile.sampleTypes.length;
  const isSite = new Uint8Array(functions.length);
  for (let sample = 0; sample < samples.length; sample++) {
    const leaf = stackOffsets[sample]!;
    if (leaf === stackOffsets[sample + 1]) continue;
    const location = stack[leaf]!;
    const line = locations.lineOffsets[location]!;
    if (line === locations.lineOffsets[location + 1]) continue;
    for (let value = sample * width; value < (sample + 1) * width; value++) {
      if (values[value] !== 0) isSite[locations.lineFunction[line]!] = 1;
    }
  }
  return isSite.reduce((count, each) => count + each, 0);
}
