import { HeaptideError, removeUninteresting } from '@heaptide/profile';
import { renderFolded, renderSpeedscope } from '@heaptide/report/exchange';
import { buildFlameTree, renderFlameHtml, renderFlameSvg } from '@heaptide/report/flame';
import type { Command, CommandContext } from '../command.js';
import { writeOutputFile } from '../pprof/output/write-output.js';
import { readTargets } from '../views/read-profile.js';
import { reachSettings, TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { SAMPLE_TYPE, TARGETS } from '../views/view-arguments.js';

const FORMATS = ['html', 'svg', 'folded', 'speedscope'] as const;
type Format = (typeof FORMATS)[number];

interface FlameArguments extends SourceMapArguments, TargetArguments {
  targets: string[];
  output: string | undefined;
  format: Format | undefined;
  'compare-with': string | undefined;
  'sample-type': string | undefined;
  json: boolean;
}

/** Draws a flame graph, or that of two profiles, as one file that needs nothing else. */
export const flameCommand: Command<FlameArguments> = {
  usage: 'flame <targets..>',
  describe: 'Draw a flame graph as one HTML or SVG file',
  examples: [
    ['$0 flame heap.pb.gz -o heap.html', 'open it in any browser'],
    ['$0 flame after.pb.gz --compare-with before.pb.gz -o change.html', 'what changed'],
    ['$0 flame heap.pb.gz --format speedscope', 'for https://www.speedscope.app, to stdout'],
  ],
  positionals: { targets: TARGETS },
  options: {
    output: { alias: 'o', type: 'string', describe: 'file to write; without it, stdout' },
    format: { type: 'string', choices: FORMATS, describe: 'by default that of the file name, else html' },
    'compare-with': { type: 'string', describe: 'profile of before, for a differential flame graph' },
    'sample-type': SAMPLE_TYPE,
    ...SOURCE_MAP_OPTIONS,
    ...TARGET_OPTIONS,
    json: { type: 'boolean', default: false, describe: 'the same as --format speedscope' },
  },
  async run(args, context) {
    const { stdout, stderr } = context;
    const { output } = args;
    const text = await draw(args, formatOf(args), context);
    if (output === undefined) stdout.write(text);
    else {
      await writeOutputFile(output, text, process.cwd());
      stderr.write(`wrote ${output}\n`);
    }
    return 0;
  },
};

function formatOf({ json, format, output = '' }: FlameArguments): Format {
  if (json) return 'speedscope';
  if (format !== undefined) return format;
  if (output.endsWith('.svg')) return 'svg';
  if (output.endsWith('.folded') || output.endsWith('.txt')) return 'folded';
  return output.endsWith('.json') ? 'speedscope' : 'html';
}

async function draw(args: FlameArguments, format: Format, context: CommandContext): Promise<string> {
  const { 'compare-with': before, 'sample-type': wanted } = args;
  const targets = targetsOf(args.targets, args);
  const settings = reachSettings(args, context);
  const mapping = await sourceMapping(args, context);
  const read = async (named: readonly string[]) => mapping.apply(await readTargets(named, settings));
  const profile = removeUninteresting(await read(targets));
  const base = before === undefined ? {} : { base: await read([before]) };
  mapping.tell();
  const sampleType = wanted === undefined ? {} : { sampleType: wanted };
  if (format === 'html' || format === 'svg') {
    const tree = buildFlameTree(profile, { ...sampleType, ...base });
    const origin = { sources: targets, ...(before !== undefined && { baseSources: [before] }) };
    return (format === 'html' ? renderFlameHtml : renderFlameSvg)(tree, origin);
  }
  if (before !== undefined) {
    throw new HeaptideError('HT_E_USAGE', `--compare-with draws html or svg, not ${format}`);
  }
  return format === 'folded' ? renderFolded(profile, sampleType) : renderSpeedscope(profile);
}
