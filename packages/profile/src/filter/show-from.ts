import { filterLines } from './edit-lines.js';
import { matchNames } from './match-names.js';
import type { Profile } from '../profile.js';
import { DROP, rewriteSamples } from './rewrite-samples.js';
import type { TextTest } from './text-test.js';

/**
 * Cuts off what stands above the outermost frame that matches, towards the root, and drops samples without such a frame.
 *
 * Method: google/pprof `profile/filter.go`.
 */
export function showFrom(profile: Profile, pattern: TextTest): { profile: Profile; matched: boolean } {
  const { locations } = profile;
  const matches = matchNames(profile, pattern);
  const found = new Uint8Array(locations.length);
  /** For each location the last line to keep. */
  const outermost = new Int32Array(locations.length);
  for (let row = 0; row < locations.length; row++) {
    let line = locations.lineOffsets[row + 1]! - 1;
    if (!matches.mapping(row)) {
      while (line >= locations.lineOffsets[row]! && !matches.func(locations.lineFunction[line]!)) line--;
      if (line < locations.lineOffsets[row]!) {
        outermost[row] = locations.lineOffsets[row + 1]! - 1;
        continue;
      }
    }
    outermost[row] = line;
    found[row] = 1;
  }
  const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
    let end = to;
    while (end > from && found[stack[end - 1]!] === 0) end--;
    if (end === from) return DROP;
    out.set(stack.subarray(from, end), at);
    return end - from;
  });
  const shown = filterLines(locations, (line, location) => line <= outermost[location]!);
  return { profile: { ...profile, locations: shown, samples }, matched: found.includes(1) };
}
