import type { Capture } from '@heaptide/targets';
import type { FunctionPlace } from '../engine/watch-engine.js';

type Profile = Capture['profile'];

export interface MappedProfile {
  /** As it was read. */
  readonly raw: Profile;
  /** The same with other names and places: locations and samples are where they were. */
  readonly mapped: Profile;
}

interface Candidate {
  readonly place: FunctionPlace;
  readonly locations: Set<number>;
}

/**
 * Where the process has a function of a mapped profile; `undefined` where the profile does not hold it. Of several that
 * became one, as where a source went into two bundles, the one through which most is kept.
 */
export function rawPlace({ raw, mapped }: MappedProfile, place: FunctionPlace): FunctionPlace | undefined {
  if (raw === mapped) return place;
  const candidates = new Map<string, Candidate>();
  const { lineOffsets } = mapped.locations;
  for (let location = 0; location + 1 < lineOffsets.length; location++) {
    for (let row = lineOffsets[location]!; row < lineOffsets[location + 1]!; row++) {
      if (!isPlaceOf(placeAt(mapped, row), place)) continue;
      const found = placeAt(raw, row);
      const key = `${found.line}:${found.column} ${found.function}\n${found.file}`;
      const known = candidates.get(key);
      if (known === undefined) candidates.set(key, { place: found, locations: new Set([location]) });
      else known.locations.add(location);
    }
  }
  const all = [...candidates.values()];
  if (all.length < 2) return all[0]?.place;
  const kept = all.map(({ locations }) => bytesThrough(raw, locations));
  return all[kept.indexOf(Math.max(...kept))]!.place;
}

/** A line of a location as reports name its function. */
function placeAt({ strings, functions, locations }: Profile, row: number) {
  const func = locations.lineFunction[row]!;
  return {
    function: strings.get(functions.name[func]!),
    file: strings.get(functions.filename[func]!),
    line: functions.startLine[func]! || locations.lineNumber[row]!,
    column: locations.lineColumn[row]!,
  };
}

function isPlaceOf(
  found: ReturnType<typeof placeAt>,
  { function: name, file, line, column = 0 }: FunctionPlace,
): boolean {
  return (
    found.line === line &&
    found.function === name &&
    found.file === file &&
    (column === 0 || found.column === column)
  );
}

/** Of the last value of every sample, by default the bytes in use. */
function bytesThrough({ samples, sampleTypes }: Profile, locations: ReadonlySet<number>): number {
  const { stack, stackOffsets, values } = samples;
  const types = sampleTypes.length;
  let bytes = 0;
  for (let sample = 0; sample < samples.length; sample++) {
    const frames = stack.subarray(stackOffsets[sample], stackOffsets[sample + 1]);
    if (frames.some((location) => locations.has(location))) bytes += values[(sample + 1) * types - 1]!;
  }
  return bytes;
}
