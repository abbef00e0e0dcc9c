import { compareProfiles, removeUninteresting } from '@heaptide/profile';
import { renderDiffJson, renderDiffText } from '@heaptide/report/functions';
import type { Command } from '../command.js';
import { readTargets } from '../views/read-profile.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { BY_CUM, JSON_OUTPUT, ROWS, rowsOf, SAMPLE_TYPE } from '../views/view-arguments.js';

interface DiffArguments extends SourceMapArguments {
  before: string;
  after: string;
  'sample-type': string | undefined;
  cum: boolean;
  all: boolean;
  'node-count': number;
  json: boolean;
}

/** Compares two profiles function by function. */
export const diffCommand: Command<DiffArguments> = {
  usage: 'diff <before> <after>',
  describe: 'Compare two profiles: before, after, difference, new and gone',
  examples: [
    ['$0 diff before.pb.gz after.pb.gz', 'what grew, beyond what sampling can make up'],
    ['$0 diff captures/ http://127.0.0.1:6060', 'the last capture of a directory with what is live now'],
  ],
  positionals: {
    before: { type: 'string', demandOption: true, describe: 'file, directory (its last capture) or URL' },
    after: { type: 'string', demandOption: true, describe: 'likewise' },
  },
  options: {
    'sample-type': SAMPLE_TYPE,
    cum: { ...BY_CUM, describe: 'compare what functions hold together with what they call' },
    all: { type: 'boolean', default: false, describe: 'show also what is within the sampling error' },
    'node-count': ROWS,
    ...SOURCE_MAP_OPTIONS,
    json: JSON_OUTPUT,
  },
  async run(args, { stdout, stderr }) {
    const mapping = await sourceMapping(args, { stderr });
    const read = async (target: string) => removeUninteresting(mapping.apply(await readTargets([target])));
    const before = await read(args.before);
    const after = await read(args.after);
    mapping.tell();
    const comparison = compareProfiles(before, after, { sampleType: args['sample-type'], cum: args.cum });
    const rows = rowsOf(args['node-count']);
    if (args.json) stdout.write(renderDiffJson(comparison));
    else stdout.write(renderDiffText(comparison, { all: args.all, ...(rows !== undefined && { rows }) }));
    return 0;
  },
};
