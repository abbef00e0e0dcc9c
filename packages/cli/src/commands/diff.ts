import { compareProfiles, removeUninteresting } from '@heaptide/profile';
import { renderDiffJson, renderDiffText } from '@heaptide/report/functions';
import { canShowScreen } from '@heaptide/tui';
import type { Command, CommandContext } from '../command.js';
import { readTargets } from '../views/read-profile.js';
import {
  reachOptions,
  reachSettings,
  TARGET_OPTIONS,
  type TargetArguments,
} from '../target/target-options.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { DRAWING_OPTIONS, type DrawingArguments, resolveDrawing } from '../watch/drawing-flags.js';
import { orderForSaved } from '../watch/engine-order.js';
import { showScreen } from '../watch/show-screen.js';
import { BY_CUM, JSON_OUTPUT, ROWS, rowsOf, SAMPLE_TYPE } from '../views/view-arguments.js';

interface DiffArguments extends SourceMapArguments, TargetArguments, DrawingArguments {
  before: string;
  after: string;
  'sample-type': string | undefined;
  cum: boolean;
  all: boolean;
  'node-count': number;
  json: boolean;
  text: boolean;
}

/** Compares two profiles function by function. */
export const diffCommand: Command<DiffArguments> = {
  usage: 'diff <before> <after>',
  describe: 'Compare two profiles: before, after, difference, new and gone',
  examples: [
    ['$0 diff before.pb.gz after.pb.gz', 'what grew, beyond what sampling can make up'],
    ['$0 diff captures/ http://127.0.0.1:6060', 'the last capture of a directory with what is live now'],
    ['$0 diff before.pb.gz after.pb.gz --text', 'as text, also on a terminal'],
  ],
  positionals: {
    before: {
      type: 'string',
      demandOption: true,
      describe: 'file, directory (its last capture) or live process',
    },
    after: { type: 'string', demandOption: true, describe: 'likewise' },
  },
  options: {
    'sample-type': SAMPLE_TYPE,
    cum: { ...BY_CUM, describe: 'compare what functions hold together with what they call' },
    all: { type: 'boolean', default: false, describe: 'show also what is within the sampling error' },
    'node-count': ROWS,
    text: { type: 'boolean', default: false, describe: 'print, also where a screen could be shown' },
    ...DRAWING_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
    ...TARGET_OPTIONS,
    json: JSON_OUTPUT,
  },
  async run(args, context) {
    if (isForScreen(args, context)) return showDiff(args, context);
    const { stdout, stderr } = context;
    const settings = reachSettings(args, context);
    const mapping = await sourceMapping(args, { stderr });
    const read = async (target: string) =>
      removeUninteresting(mapping.apply(await readTargets([target], settings)));
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

/** A screen is for two captures on a terminal, and nothing that is asked for otherwise. */
function isForScreen(
  { text, json, all, cum, before, after, ...args }: DiffArguments,
  { stdin, stdout, env }: CommandContext,
): boolean {
  const isPlain = !text && !json && !all && !cum && args['sample-type'] === undefined;
  return isPlain && before !== '-' && after !== '-' && stdin.isTTY && canShowScreen(stdout, env);
}

async function showDiff(args: DiffArguments, context: CommandContext): Promise<0 | 130> {
  const { before, after } = args;
  await showScreen(
    {
      order: orderForSaved({
        name: `${before} and ${after}`,
        directory: undefined,
        compared: { targets: [before, after], reach: reachOptions(args) },
        unit: undefined,
        sourceMaps: args,
      }),
      drawing: resolveDrawing(args, context.stdout, context.env),
      readOnly: true,
      first: 'diff',
    },
    context,
  );
  return context.signal.aborted ? 130 : 0;
}
