import { renderTopJson, renderTopText, viewFunctions } from '@heaptide/report/functions';
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

interface TopArguments extends ViewArguments {
  cum: boolean;
  'node-count': number;
}

/** Lists the functions that hold most of a profile. */
export const topCommand: Command<TopArguments> = {
  usage: 'top <targets..>',
  describe: 'List the functions that hold most of a profile',
  examples: [
    ['$0 top http://127.0.0.1:6060', 'what is live now'],
    ['$0 top after.pb.gz --base before.pb.gz', 'what came in between'],
  ],
  positionals: { targets: TARGETS },
  options: { ...VIEW_OPTIONS, cum: BY_CUM, 'node-count': ROWS },
  async run(args, context) {
    const view = { ...viewOptions(args), cum: args.cum };
    const shown = viewFunctions(await readView(args, context), view, 'top', talkTo(context));
    const render = args.json ? renderTopJson : renderTopText;
    context.stdout.write(render(shown, rowsOf(args['node-count'])));
    return 0;
  },
};
