import type { ViewOptions } from '@heaptide/report/functions';
import type { CommandOption, CommandPositional } from '../command.js';
import { TARGET_OPTIONS, type TargetArguments } from '../target/target-options.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from './source-map-options.js';

/** What the verbs that show a profile have in common. */
export interface ViewArguments extends SourceMapArguments, TargetArguments {
  readonly targets: string[];
  readonly base: string | undefined;
  readonly 'sample-type': string | undefined;
  readonly focus: string | undefined;
  readonly ignore: string | undefined;
  readonly hide: string | undefined;
  readonly show: string | undefined;
  readonly json: boolean;
}

export const TARGETS: CommandPositional = {
  type: 'string',
  array: true,
  describe: 'files, directories (their last captures) and live processes, which are added up',
};

export const SAMPLE_TYPE: CommandOption = { type: 'string', describe: 'such as inuse_objects' };

export const JSON_OUTPUT: CommandOption = { type: 'boolean', default: false, describe: 'print JSON' };

export const ROWS: CommandOption = {
  type: 'number',
  default: 20,
  describe: 'functions to show; 0 is all',
};

export const BY_CUM: CommandOption = {
  type: 'boolean',
  default: false,
  describe: 'sort by what functions hold together with what they call',
};

/** Flags of {@link ViewArguments}. Patterns are RE2, as in pprof. */
export const VIEW_OPTIONS = {
  base: { type: 'string', describe: 'profile to subtract' },
  'sample-type': SAMPLE_TYPE,
  focus: { type: 'string', describe: 'only samples with a frame that matches this pattern' },
  ignore: { type: 'string', describe: 'no samples with a frame that matches' },
  hide: { type: 'string', describe: 'leave out frames that match' },
  show: { type: 'string', describe: 'leave out frames that do not match' },
  ...SOURCE_MAP_OPTIONS,
  ...TARGET_OPTIONS,
  json: JSON_OUTPUT,
} as const satisfies Record<string, CommandOption>;

export function viewOptions(
  args: Omit<ViewArguments, 'targets' | 'json' | keyof SourceMapArguments | keyof TargetArguments>,
): ViewOptions {
  const { focus, ignore, hide, show } = args;
  return { sampleType: args['sample-type'], focus, ignore, hide, show };
}

/** `undefined` for all. */
export function rowsOf(rows: number): number | undefined {
  return rows > 0 ? rows : undefined;
}
