import { type GrowthReport, Hunt, judgeSeries, newestLife } from '@heaptide/growth';
import { renderGrowthJson, renderGrowthText } from '@heaptide/report';
import {
  type Capture,
  HeapEndpoint,
  HeaptideError,
  parseTarget,
  pollCaptures,
  readCaptures,
} from '@heaptide/targets';
import type { Command, CommandContext } from '../command.js';
import { parseDuration } from '../duration.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { type SourceMapping, sourceMapping } from '../views/source-mapping.js';

interface GrowthArguments extends SourceMapArguments, ExactSitesArguments {
  targets: string[];
  unit: string | undefined;
  json: boolean;
  all: boolean;
  count: number;
  every: string;
  timeout: string;
}

/** Judges a series of captures, saved or read now, and exits with 1 on a confirmed finding. */
export const growthCommand: Command<GrowthArguments> = {
  usage: 'growth <targets..>',
  describe: 'Judge a series of captures: which allocation site leaks, and how much per unit of work',
  examples: [
    ['$0 growth series/', 'judge saved captures'],
    ['$0 growth http://127.0.0.1:6060 --count 20 --every 10s', 'capture now, then judge'],
    ['$0 growth http://127.0.0.1:6060 --exact', 'the same, with bytes under the right function'],
    ['$0 growth series/ --json', 'the same as data; exit status 1 means a confirmed finding'],
  ],
  positionals: {
    targets: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'files, directories or one URL',
    },
  },
  options: {
    unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
    json: { type: 'boolean', default: false, describe: 'print JSON (schema heaptide.growth/1)' },
    all: { type: 'boolean', default: false, describe: 'show the sites that do not grow, too' },
    count: { type: 'number', default: 20, describe: 'captures to take of a live process' },
    every: { type: 'string', default: '10s', describe: 'time between two of them' },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture' },
    ...EXACT_SITES_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const mapping = await sourceMapping(args, context);
    const report = await judge(args, context, mapping);
    mapping.tell();
    if (report === undefined) return 130;
    context.stdout.write(args.json ? renderGrowthJson(report) : renderGrowthText(report, { all: args.all }));
    return report.sites.some((site) => site.confirmed) ? 1 : 0;
  },
};

async function judge(
  args: GrowthArguments,
  context: CommandContext,
  mapping: SourceMapping,
): Promise<GrowthReport | undefined> {
  const options = args.unit === undefined ? {} : { unit: args.unit };
  const live = args.targets.map(parseTarget).filter((target) => target.kind === 'url');
  if (live.length === 0) {
    if (args.exact) throw new HeaptideError('HT_E_USAGE', '--exact takes a live process: name its URL');
    const captures: Capture[] = (await readCaptures(args.targets)).map(({ capture }) =>
      mapping.applyTo(capture),
    );
    const ofOneLife = newestLife(captures);
    const left = captures.length - ofOneLife.length;
    if (left > 0) context.stderr.write(`${left} captures of earlier lives of the process are left out\n`);
    return judgeSeries(ofOneLife, options);
  }
  const [target, ...others] = live;
  if (others.length > 0 || args.targets.length > 1) {
    throw new HeaptideError('HT_E_USAGE', 'growth judges either saved captures or one live process');
  }
  const endpoint = new HeapEndpoint(target!.url, { timeoutMs: parseDuration(args.timeout) });
  const hunt = new Hunt(options);
  let report: GrowthReport | undefined;
  let taken = 0;
  const polled = { everyMs: parseDuration(args.every), count: args.count, gc: true, signal: context.signal };
  await withExactSites(endpoint, args, context, async () => {
    for await (const { capture } of pollCaptures(endpoint, polled)) {
      report = hunt.add(mapping.applyTo(capture));
      context.stderr.write(`capture ${++taken} of ${args.count}: ${report.verdict}\n`);
    }
  });
  return report;
}
