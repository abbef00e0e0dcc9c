import type { CommandOption } from '../command.js';
import { TARGET_OPTIONS, type TargetArguments } from '../target/target-options.js';
import { JSON_OUTPUT } from '../views/view-arguments.js';
import { DRAWING_OPTIONS, type DrawingArguments } from '../watch/drawing-flags.js';

/** What classes can be sorted by. */
const CLASS_ORDERS = ['retained', 'shallow', 'count'] as const;

/** What the verb `snapshot` is given, whatever its action. */
export interface SnapshotArguments extends TargetArguments, DrawingArguments {
  readonly action: string;
  readonly files: string[];
  readonly json: boolean;
  readonly 'node-count': number;
  readonly order: (typeof CLASS_ORDERS)[number];
  readonly id: number | undefined;
  readonly class: string | undefined;
  readonly lite: boolean;
  readonly cache: boolean;
  readonly 'show-strings': boolean;
  readonly ndjson: boolean;
  readonly output: string | undefined;
  readonly key: string | undefined;
  readonly timeout: string;
}

/** Flags of {@link SnapshotArguments}. */
export const SNAPSHOT_OPTIONS = {
  json: JSON_OUTPUT,
  'node-count': { type: 'number', default: 20, describe: 'rows to show; 0 is all' },
  order: {
    type: 'string',
    choices: CLASS_ORDERS,
    default: 'retained',
    describe: 'top: what classes are sorted by',
  },
  id: { type: 'number', describe: 'path, dominators: the object with this id' },
  class: { type: 'string', describe: 'path, dominators: the largest object of this class' },
  lite: { type: 'boolean', default: false, describe: 'top: counts and sizes only, of a file of any size' },
  cache: {
    type: 'boolean',
    default: true,
    describe: 'keep an index beside the file, from which it opens at once; --no-cache does not',
  },
  'show-strings': { type: 'boolean', default: false, describe: 'print what strings hold' },
  ndjson: { type: 'boolean', default: false, describe: 'nodes: all of them, one line of JSON each' },
  output: { alias: 'o', type: 'string', describe: 'take, pprof: the file to write' },
  key: {
    type: 'string',
    describe: 'scrub: keep equal strings equal across files that are given the same key',
  },
  timeout: { type: 'string', default: '60s', describe: 'take: bound on reaching the process' },
  ...DRAWING_OPTIONS,
  ...TARGET_OPTIONS,
} as const satisfies Record<string, CommandOption>;
