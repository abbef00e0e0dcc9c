import { filterLines } from './edit-lines.js';
import type { Profile } from '../profile.js';

/** What of a frame stays. */
export interface Granularity {
  readonly inlines: boolean;
  readonly functions: boolean;
  readonly files: boolean;
  readonly lines: boolean;
  readonly columns: boolean;
  readonly addresses: boolean;
}

/**
 * Blanks what the granularity does not tell apart. Without `inlines` only the outermost line of a location stays.
 *
 * Method: google/pprof `profile/profile.go`.
 */
export function aggregate(profile: Profile, granularity: Granularity): Profile {
  const { inlines, addresses, lines, columns } = granularity;
  const { functions, mappings } = profile;
  const locations = inlines
    ? profile.locations
    : filterLines(profile.locations, (line, row) => line === profile.locations.lineOffsets[row + 1]! - 1);
  const known =
    (granularity.functions ? 1 : 0) | (granularity.files ? 2 : 0) | (lines ? 4 : 0) | (inlines ? 8 : 0);
  return {
    ...profile,
    mappings: { ...mappings, flags: mappings.flags.map((flags) => flags & known) },
    functions: {
      ...functions,
      ...(!granularity.functions && {
        name: new Int32Array(functions.length),
        systemName: new Int32Array(functions.length),
      }),
      ...(!granularity.files && { filename: new Int32Array(functions.length) }),
    },
    locations: {
      ...locations,
      ...(!addresses && { address: new BigUint64Array(locations.length) }),
      ...(!lines && { lineNumber: new Float64Array(locations.lineNumber.length) }),
      ...(!(lines && columns) && { lineColumn: new Float64Array(locations.lineColumn.length) }),
    },
  };
}
