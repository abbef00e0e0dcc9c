import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import type { Command } from '../command.js';
import { serveWebUi } from '../pprof/web/serve-web-ui.js';
import { readView } from '../views/read-profile.js';
import { TARGET_OPTIONS, type TargetArguments } from '../target/target-options.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { talkTo } from '../views/talk.js';
import { SAMPLE_TYPE, TARGETS } from '../views/view-arguments.js';

interface WebArguments extends SourceMapArguments, TargetArguments {
  targets: string[];
  base: string | undefined;
  'sample-type': string | undefined;
  http: string;
  browser: boolean;
}

/** Shows a profile in the browser until it is interrupted. */
export const webCommand: Command<WebArguments> = {
  usage: 'web <targets..>',
  describe: 'Show a profile in the browser: flame graph, call graph, tables and sources',
  examples: [['$0 web heap.pb.gz --http :8081', 'at http://localhost:8081']],
  positionals: { targets: TARGETS },
  options: {
    base: { type: 'string', describe: 'profile to subtract' },
    'sample-type': SAMPLE_TYPE,
    ...SOURCE_MAP_OPTIONS,
    ...TARGET_OPTIONS,
    http: {
      type: 'string',
      default: 'localhost:0',
      describe: 'address to serve at; port 0 takes a free one',
    },
    browser: { type: 'boolean', default: true, describe: 'open a browser; --no-browser does not' },
  },
  async run(args, context) {
    const profile = await readView(args, context);
    await serveWebUi({
      hostport: args.http,
      profile,
      options: { ...DEFAULT_PPROF_OPTIONS, sample_index: args['sample-type'] ?? '' },
      openBrowser: args.browser,
      context: { ...context, cwd: process.cwd() },
      talk: talkTo(context),
    });
    return 0;
  },
};
