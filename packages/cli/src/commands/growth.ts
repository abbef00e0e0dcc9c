import { type Expectation, type GrowthReport, namesSite } from '@heaptide/growth';
import {
  type Grouping,
  GROUPINGS,
  renderGrowthJson,
  renderGrowthMarkdown,
  renderGrowthText,
} from '@heaptide/report';
import { type Capture, HeaptideError, isLive, parseTarget } from '@heaptide/targets';
import type { Command, CommandContext } from '../command.js';
import { EXACT_SITES_OPTIONS, type ExactSitesArguments, withExactSites } from '../exact-sites.js';
import { planCaptures } from '../growth/capture-plan.js';
import { huntLive } from '../growth/hunt-live.js';
import { type JudgedSeries, judgeSaved } from '../growth/judge-saved.js';
import { parseExpectations } from '../growth/parse-expectations.js';
import { TARGET_OPTIONS, type TargetArguments, targetsOf } from '../target/target-options.js';
import { withConnection, withReachedProcess } from '../target/with-live-process.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { talkTo } from '../views/talk.js';
import { textWidth } from '../views/text-width.js';
import { askAboutReport } from '../why/ask-about-report.js';
import { keepNewest } from '../why/newest-capture.js';
import { keeperNotesOf } from '../why/why-notes.js';

interface GrowthArguments extends SourceMapArguments, ExactSitesArguments, TargetArguments {
  targets: string[];
  unit: string | undefined;
  expect: string[] | undefined;
  'group-by': Grouping | undefined;
  json: boolean;
  markdown: boolean;
  all: boolean;
  pid: number | undefined;
  every: string | undefined;
  count: number | undefined;
  duration: string | undefined;
  save: string | undefined;
  why: boolean;
  timeout: string;
}

/** Judges a series of captures, saved or read now, and exits with 1 on a confirmed finding. */
export const growthCommand: Command<GrowthArguments> = {
  usage: 'growth <targets..>',
  describe: 'Judge a series of captures: which allocation site leaks, and how much per unit of work',
  examples: [
    ['$0 growth series/', 'judge saved captures'],
    ['$0 growth http://127.0.0.1:6060 --count 20 --every 10s', 'capture now, then judge'],
    [
      '$0 growth http://127.0.0.1:6060 --duration 10m --save series',
      'for ten minutes, and keep the captures',
    ],
    ['$0 growth http://127.0.0.1:6060 --exact', 'with bytes under the right function'],
    ['$0 growth http://127.0.0.1:6060 --why', 'and who keeps what the first site makes'],
    ['$0 growth pod/web-7c9 -n shop', 'a pod, through kubectl'],
    ['$0 growth series/ --expect newSession:ttl=2h', 'does what is freed after 2 h fit into memory?'],
    ['$0 growth series/ --group-by package', 'which dependency grows'],
    ['$0 growth series/ --markdown', 'for a comment on GitHub'],
    ['$0 growth series/ --json', 'the same as data; exit status 1 means a confirmed finding'],
  ],
  positionals: {
    targets: {
      type: 'string',
      array: true,
      describe: 'files and directories, or one live process: a URL, pod/NAME, pid:N …',
    },
  },
  options: {
    unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
    expect: {
      type: 'string',
      multiple: true,
      describe: 'what is bounded, and by what: SITE:ttl=2h or SITE:capacity=5000, several with commas',
    },
    'group-by': {
      type: 'string',
      choices: GROUPINGS,
      describe: `what the table adds up: ${GROUPINGS.join(', ')}`,
    },
    json: { type: 'boolean', default: false, describe: 'print JSON (schema heaptide.growth/1)' },
    markdown: { type: 'boolean', default: false, describe: 'print Markdown, as for a comment on GitHub' },
    all: { type: 'boolean', default: false, describe: 'show what does not grow, too' },
    pid: { type: 'number', describe: 'of saved captures, judge this process' },
    every: { type: 'string', describe: 'time between two captures of a live process (10s)' },
    count: { type: 'number', describe: 'captures to take of it (20)' },
    duration: { type: 'string', describe: 'time to go on for, such as 10m; with --count, what ends first' },
    save: { type: 'string', describe: 'directory to keep the captures of a live process in' },
    why: {
      type: 'boolean',
      default: false,
      describe: 'ask a live process at the end who keeps what the first site makes (stops it for moments)',
    },
    timeout: { type: 'string', default: '60s', describe: 'bound on one capture' },
    ...EXACT_SITES_OPTIONS,
    ...TARGET_OPTIONS,
    ...SOURCE_MAP_OPTIONS,
  },
  async run(args, context) {
    const { 'group-by': groupBy, all, json, markdown } = args;
    if (json && markdown) throw new HeaptideError('HT_E_USAGE', 'either --json or --markdown');
    const talk = talkTo(context);
    const expectations = parseExpectations(args.expect ?? []);
    const judged = await judge(args, expectations, context);
    if (judged === undefined) return 130;
    const { report, timed, failure } = judged;
    const grouped = groupBy === undefined ? {} : { groupBy };
    const told = { all, timed, notesOf: keeperNotesOf, ...grouped };
    context.stdout.write(
      json
        ? renderGrowthJson(report, grouped)
        : markdown
          ? renderGrowthMarkdown(report, told)
          : renderGrowthText(report, { ...told, width: textWidth(context.stdout) }),
    );
    for (const site of unmet(expectations, report)) talk(`heaptide: --expect names no site here: ${site}`);
    if (context.signal.aborted) return 130;
    const isFound = report.sites.some((site) => site.confirmed);
    if (failure === undefined) return isFound ? 1 : 0;
    if (!isFound) throw failure;
    talk(`heaptide: ${failure.message} (${failure.code})`);
    return 1;
  },
};

interface Judged extends JudgedSeries {
  /** What ended a live hunt before its time. */
  readonly failure?: HeaptideError | undefined;
}

async function judge(
  args: GrowthArguments,
  expectations: readonly Expectation[],
  context: CommandContext,
): Promise<Judged | undefined> {
  const { unit, pid, save } = args;
  const talk = talkTo(context);
  const mapping = keepNewest(await sourceMapping(args, context));
  const options = {
    hunt: { expectations, ...(unit === undefined ? {} : { unit }) },
    mapCapture: (capture: Capture) => mapping.applyTo(capture),
    talk: (line: string) => talk(`heaptide: ${line}`),
  };
  const targets = targetsOf(args.targets, args);
  const target = targets.find((text) => isLive(parseTarget(text)));
  if (target === undefined) {
    for (const flag of ['exact', 'save', 'why'] as const) {
      if (args[flag]) throw new HeaptideError('HT_E_USAGE', `--${flag} takes a live process, such as a URL`);
    }
    const judged = await judgeSaved(targets, { ...options, pid });
    mapping.tell();
    return judged;
  }
  if (targets.length > 1) {
    throw new HeaptideError('HT_E_USAGE', 'growth judges either saved captures or one live process');
  }
  const plan = planCaptures(args);
  const { report, failure } = await withReachedProcess(target, 'growth', args, context, async (reached) => {
    const hunted = await withConnection(reached, args, (live) =>
      withExactSites(live, args, context, () =>
        huntLive(live, { ...options, talk, plan, save, signal: context.signal }),
      ),
    );
    if (!args.why || hunted.report === undefined || hunted.failure !== undefined) return hunted;
    const question = { mapping, unit, collect: false, verbose: args.verbose, most: 1 };
    return { ...hunted, report: await askAboutReport(reached, hunted.report, question, context) };
  });
  mapping.tell();
  return report === undefined ? undefined : { report, timed: true, failure };
}

/** What is expected of sites that the captures do not have, as of a mistyped one. */
function unmet(expectations: readonly Expectation[], { sites }: GrowthReport): string[] {
  return expectations.map(({ site }) => site).filter((name) => !sites.some((site) => namesSite(name, site)));
}
