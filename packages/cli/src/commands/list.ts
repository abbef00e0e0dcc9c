import { reportOf } from '@heaptide/report/functions';
import { listFunctions, renderList } from '@heaptide/report/pprof';
import type { Command } from '../command.js';
import { readSourceText } from '../pprof/output/source-text.js';
import { terminalText } from '../pprof/output/terminal-text.js';
import { readView } from '../views/read-profile.js';
import { talkTo } from '../views/talk.js';
import { TARGETS, VIEW_OPTIONS, type ViewArguments, viewOptions } from '../views/view-arguments.js';

interface ListArguments extends ViewArguments {
  pattern: string;
  'source-path': string | undefined;
  'trim-path': string | undefined;
}

/** Shows the source of the functions that match, with what each line holds. */
export const listCommand: Command<ListArguments> = {
  usage: 'list <pattern> <targets..>',
  describe: 'Show the source of the functions that match, with what each line holds',
  examples: [['$0 list newSession heap.pb.gz --source-path src', 'sources that lie elsewhere than they ran']],
  positionals: {
    pattern: { type: 'string', demandOption: true, describe: 'RE2, for the name' },
    targets: TARGETS,
  },
  options: {
    ...VIEW_OPTIONS,
    'source-path': { type: 'string', describe: 'directories to look for sources in, separated by colons' },
    'trim-path': {
      type: 'string',
      describe: 'prefixes to cut off the paths in the profile, separated by colons',
    },
  },
  async run(args, context) {
    const view = { ...viewOptions(args), symbol: args.pattern };
    const prepared = reportOf(await readView(args, context), view, 'list', talkTo(context));
    const paths = { source_path: args['source-path'] ?? '', trim_path: args['trim-path'] ?? '' };
    const report = { ...prepared, options: { ...prepared.options, ...paths }, unit: 'auto' };
    const workingDirectory = process.cwd();
    const surroundings = {
      workingDirectory,
      readSource: (path: string) => readSourceText(path, workingDirectory),
      talk: talkTo(context),
    };
    if (args.json) {
      const { sampleType: type, sampleUnit: unit, total } = report;
      const functions = listFunctions(report, surroundings);
      context.stdout.write(
        `${JSON.stringify({ schema: 'heaptide.list/1', sampleType: { type, unit }, total, functions })}\n`,
      );
    } else context.stdout.write(terminalText(renderList(report, surroundings)));
    return 0;
  },
};
