import type { Locations } from '../profile.js';

/** Locations with only the lines of which `keep` is true; `line` is a row number of the line columns. */
export function filterLines(
  locations: Locations,
  keep: (line: number, location: number) => boolean,
): Locations {
  const { length, lineOffsets } = locations;
  const offsets = new Int32Array(length + 1);
  const rows = new Int32Array(locations.lineFunction.length);
  let end = 0;
  for (let location = 0; location < length; location++) {
    for (let line = lineOffsets[location]!; line < lineOffsets[location + 1]!; line++) {
      if (keep(line, location)) rows[end++] = line;
    }
    offsets[location + 1] = end;
  }
  if (end === rows.length) return locations;
  const kept = rows.subarray(0, end);
  return {
    ...locations,
    lineOffsets: offsets,
    lineFunction: Int32Array.from(kept, (line) => locations.lineFunction[line]!),
    lineNumber: Float64Array.from(kept, (line) => locations.lineNumber[line]!),
    lineColumn: Float64Array.from(kept, (line) => locations.lineColumn[line]!),
  };
}

export function lineCount({ lineOffsets }: Locations, location: number): number {
  return lineOffsets[location + 1]! - lineOffsets[location]!;
}
