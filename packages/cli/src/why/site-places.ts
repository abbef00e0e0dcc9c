import type { Frame } from '@heaptide/growth';
import type { Profile } from '@heaptide/profile';
import type { Capture } from '@heaptide/targets';

/** A function by its two names: those of the process, and those that are shown. */
export interface SitePlace {
  /** As the process has it, by which it is asked. */
  readonly asked: Frame;
  /** As source maps tell it; the same where they do not. */
  readonly shown: Frame;
  /** Bytes in use that it allocated itself. */
  readonly bytes: number;
}

/** A capture as it came, and as it is shown. */
export interface MappedCapture {
  readonly raw: Capture;
  readonly shown: Capture;
}

/** The functions of a profile that may be asked about, those that hold most first. Mapping moves no row, by which they are paired. */
export function sitePlaces({ raw, shown }: MappedCapture): readonly SitePlace[] {
  const bytes = bytesByRow(raw.profile);
  const places = new Map<string, { asked: Frame; shown: Frame; bytes: number }>();
  for (let row = 0; row < bytes.length; row++) {
    const asked = frameAt(raw.profile, row);
    if (asked.line < 1 || asked.file === '' || asked.file.startsWith('node:')) continue;
    const key = JSON.stringify(asked);
    const place = places.get(key);
    if (place === undefined)
      places.set(key, { asked, shown: frameAt(shown.profile, row), bytes: bytes[row]! });
    else place.bytes += bytes[row]!;
  }
  return [...places.values()].sort((a, b) => b.bytes - a.bytes);
}

/** The function that is shown so, the one that holds most where several are. */
export function placeOfSite(places: readonly SitePlace[], site: Frame): SitePlace | undefined {
  const { function: name, file, line, column } = site;
  return places.find(
    ({ shown }) =>
      shown.function === name && shown.file === file && shown.line === line && shown.column === column,
  );
}

/** In-use bytes of the samples whose leaf a row of the line table is. */
function bytesByRow({ samples, locations, sampleTypes }: Profile): Float64Array {
  const space = sampleTypes.findIndex(({ type }) => type === 'inuse_space');
  const bytes = new Float64Array(locations.lineFunction.length);
  if (space < 0) return bytes;
  for (let sample = 0; sample < samples.length; sample++) {
    const first = samples.stackOffsets[sample]!;
    if (first === samples.stackOffsets[sample + 1]) continue;
    const leaf = samples.stack[first]!;
    const row = locations.lineOffsets[leaf]!;
    if (row === locations.lineOffsets[leaf + 1]) continue;
    bytes[row]! += samples.values[sample * sampleTypes.length + space]!;
  }
  return bytes;
}

function frameAt({ strings, functions, locations }: Profile, row: number): Frame {
  const func = locations.lineFunction[row]!;
  return {
    function: strings.get(functions.name[func]!),
    file: strings.get(functions.filename[func]!),
    line: locations.lineNumber[row]!,
    column: locations.lineColumn[row]!,
  };
}
