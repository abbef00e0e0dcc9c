import { renderGrowthText } from '@heaptide/report';
import { canShowScreen } from '@heaptide/tui';
import type { Command } from '../command.js';
import { judgeSaved } from '../growth/judge-saved.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { talkTo } from '../views/talk.js';
import { DRAWING_OPTIONS, type DrawingArguments, resolveDrawing } from '../watch/drawing-flags.js';
import { orderForSaved } from '../watch/engine-order.js';
import { showScreen } from '../watch/show-screen.js';

interface OpenArguments extends SourceMapArguments, DrawingArguments {
  directory: string;
  unit: string | undefined;
}

/** Looks at a saved series: the same screens as a watch, with its pins, notes and baseline. */
export const openCommand: Command<OpenArguments> = {
  usage: 'open <directory>',
  describe: 'Look at a saved series: the screens of a watch, with its pins, notes and baseline',
  examples: [
    ['$0 watch http://127.0.0.1:6060 --save series', 'watch, and keep the captures'],
    ['$0 open series', 'look at them again; off a terminal, the report of growth'],
  ],
  positionals: {
    directory: { type: 'string', demandOption: true, describe: 'directory of captures' },
  },
  options: {
    unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
    ...DRAWING_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { directory, unit } = args;
    const { stdin, stdout, env, signal } = context;
    if (!stdin.isTTY || !canShowScreen(stdout, env)) return printReport(args, context);
    await showScreen(
      {
        order: orderForSaved({ name: directory, directory, unit, sourceMaps: args }),
        drawing: resolveDrawing(args, stdout, env),
        readOnly: true,
      },
      context,
    );
    return signal.aborted ? 130 : 0;
  },
};

/** What the screens would say, as text. */
async function printReport(
  { directory, unit, ...args }: OpenArguments,
  context: Parameters<typeof openCommand.run>[1],
): Promise<0> {
  const mapping = await sourceMapping(args, context);
  const talk = talkTo(context);
  const { report, timed } = await judgeSaved([directory], {
    hunt: unit === undefined ? {} : { unit },
    pid: undefined,
    mapCapture: (capture) => mapping.applyTo(capture),
    talk: (line) => talk(`heaptide: ${line}`),
  });
  mapping.tell();
  context.stdout.write(renderGrowthText(report, { timed }));
  return 0;
}
