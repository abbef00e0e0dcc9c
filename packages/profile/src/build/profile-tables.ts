import { FunctionTable } from './function-table.js';
import { LocationTable } from './location-table.js';
import { MappingTable } from './mapping-table.js';
import type { Profile, StringId } from '../profile.js';
import { headerStrings, type ProfileHeader } from './profile-header.js';
import { type SampleBounds, SampleTable } from './sample-table.js';
import type { StringTable } from '../string-table.js';

/** Keeps each string once. */
export interface Interner {
  id(text: string): StringId;
  /** The strings so far, as a copy. */
  table(): StringTable;
}

/** The tables of a profile under construction. */
export class ProfileTables<Strings extends Interner> {
  readonly strings: Strings;
  readonly mappings = new MappingTable();
  readonly functions = new FunctionTable();
  readonly locations = new LocationTable();
  readonly samples: SampleTable;

  /** `width`: number of sample types. */
  constructor(strings: Strings, width: number, bounds?: SampleBounds) {
    this.strings = strings;
    this.samples = new SampleTable(width, bounds);
  }

  /** The profile so far, as a copy. */
  profile(header: ProfileHeader): Profile {
    for (const text of headerStrings(header)) this.strings.id(text);
    return {
      strings: this.strings.table(),
      ...header,
      mappings: this.mappings.columns(),
      functions: this.functions.columns(),
      locations: this.locations.columns(),
      samples: this.samples.columns(),
    };
  }
}
