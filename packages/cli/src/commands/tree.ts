import { renderTreeJson, renderTreeText, viewFunctions } from '@heaptide/report/functions';
import type { Command } from '../command.js';
import { readView } from '../views/read-profile.js';
import { talkTo } from '../views/talk.js';
import {
  BY_CUM,
  ROWS,
  rowsOf,
  TARGETS,
  VIEW_OPTIONS,
  type ViewArguments,
  viewOptions,
} from '../views/view-arguments.js';

interface TreeArguments extends ViewArguments {
  cum: boolean;
  'node-count': number;
}

/** Callers and callees at each function: more is rarely read. */
const EDGES = 10;

/** Shows the largest functions between their callers and their callees. */
export const treeCommand: Command<TreeArguments> = {
  usage: 'tree <targets..>',
  describe: 'Show the largest functions between their callers and their callees',
  examples: [['$0 tree heap.pb.gz --cum', 'by what functions hold together with what they call']],
  positionals: { targets: TARGETS },
  options: { ...VIEW_OPTIONS, cum: BY_CUM, 'node-count': ROWS },
  async run(args, context) {
    const view = { ...viewOptions(args), cum: args.cum };
    const shown = viewFunctions(await readView(args, context), view, 'tree', talkTo(context));
    const rows = rowsOf(args['node-count']);
    const limit = rows === undefined ? {} : { rows };
    context.stdout.write(
      args.json ? renderTreeJson(shown, limit) : renderTreeText(shown, { ...limit, edges: EDGES }),
    );
    return 0;
  },
};
