import type { CommandOption } from '../command.js';

/** What every verb takes that shows functions. */
export interface SourceMapArguments {
  readonly 'source-maps': boolean;
  /** Directories to search, separated as PATH is; absent to go by the paths of the profile. */
  readonly 'source-map-dir': string | undefined;
  readonly verbose: boolean;
}

/** Flags of {@link SourceMapArguments}. */
export const SOURCE_MAP_OPTIONS = {
  'source-maps': {
    type: 'boolean',
    default: false,
    describe: 'show names and lines of the sources (.ts) by the source maps of the files that ran',
  },
  'source-map-dir': {
    type: 'string',
    describe: 'look for those files in this directory: for profiles of another machine',
  },
  verbose: {
    alias: 'v',
    type: 'boolean',
    default: false,
    describe: 'tell also which files have no source map',
  },
} as const satisfies Record<string, CommandOption>;
