import { HeaptideError } from '@heaptide/profile';
import { renderTreeJson, renderTreeText, viewFunctions } from '@heaptide/report/functions';
import type { Command } from '../command.js';
import { readView } from '../views/read-profile.js';
import { talkTo } from '../views/talk.js';
import { TARGETS, VIEW_OPTIONS, type ViewArguments, viewOptions } from '../views/view-arguments.js';

interface PeekArguments extends ViewArguments {
  pattern: string;
}

/** Shows who calls the functions that match, and what they call. */
export const peekCommand: Command<PeekArguments> = {
  usage: 'peek <pattern> <targets..>',
  describe: 'Show the callers and callees of the functions that match',
  examples: [['$0 peek newSession heap.pb.gz', 'who opens sessions']],
  positionals: {
    pattern: { type: 'string', demandOption: true, describe: 'RE2, for name, file and line' },
    targets: TARGETS,
  },
  options: VIEW_OPTIONS,
  async run(args, context) {
    const view = { ...viewOptions(args), symbol: args.pattern };
    const shown = viewFunctions(await readView(args, context), view, 'tree', talkTo(context));
    if (shown.functions.length === 0) {
      throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${args.pattern}`);
    }
    context.stdout.write(args.json ? renderTreeJson(shown) : renderTreeText(shown));
    return 0;
  },
};
