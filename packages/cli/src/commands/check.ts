import type { SiteReport } from '@heaptide/growth';
import { HeaptideError, longBytes } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import {
  type CheckOutcome,
  type CheckResult,
  renderCheckJson,
  renderCheckJunit,
  renderCheckText,
  renderGithubAnnotations,
  withoutCommands,
} from '@heaptide/report/check';
import { writeWholeFile } from '@heaptide/targets';
import { ProgramFailure } from '../program/program-failure.js';
import { isAllowed, judgeCheck } from '../check/judge-check.js';
import type { Budget } from '../check/parse-budget.js';
import { readBudget } from '../check/read-budget.js';
import { parseReadiness } from '../check/readiness.js';
import { type CheckRun, runCheck, type RunCheckOptions } from '../check/run-check.js';
import type { Command, CommandContext, ExitCode } from '../command.js';
import { parseDuration } from '../duration.js';
import { SOURCE_MAP_OPTIONS, type SourceMapArguments } from '../views/source-map-options.js';
import { sourceMapping } from '../views/source-mapping.js';
import { askAboutReport } from '../why/ask-about-report.js';
import { keeperNotesOf } from '../why/why-notes.js';
import { type KeepingMapping, keepNewest } from '../why/newest-capture.js';

interface CheckArguments extends SourceMapArguments {
  program: string[];
  work: string;
  rounds: number;
  warmup: number;
  ready: string | undefined;
  process: number;
  budget: string | undefined;
  unit: string | undefined;
  interval: number;
  exact: boolean;
  external: boolean;
  'allow-inconclusive': boolean;
  why: boolean;
  timeout: string;
  'round-timeout': string;
  save: string | undefined;
  json: boolean;
  all: boolean;
  github: boolean | undefined;
  junit: string | undefined;
}

/** Exits with 1 on a confirmed finding that the budget does not allow, and with 2 when nothing could be shown. */
export const checkCommand: Command<CheckArguments> = {
  usage: 'check <program..>',
  describe: 'For CI: start a program, put it to work in rounds, fail when it leaks',
  examples: [
    [
      "$0 check --work 'npx autocannon -d 3 http://127.0.0.1:3000' -- node server.js",
      'exit 1 names the sites',
    ],
    [
      '$0 check --work ./work.sh --ready http://127.0.0.1:3000/health -- npm start',
      'wait for an answer first',
    ],
    [
      "$0 check --work '…' --budget heaptide.json --junit out/heap.xml -- node server.js",
      'allow, and report',
    ],
  ],
  positionals: {
    program: { type: 'string', array: true, demandOption: true, describe: 'the program, after --' },
  },
  options: {
    work: { type: 'string', demandOption: true, describe: 'shell line that does the work of one round' },
    rounds: { type: 'number', default: 10, describe: 'rounds of work to measure' },
    warmup: { type: 'number', default: 2, describe: 'rounds before' },
    ready: { type: 'string', describe: 'wait for this URL to answer, or for this pattern in the output' },
    process: {
      type: 'number',
      default: 1,
      describe: 'which process of the program to read, as they come up',
    },
    budget: {
      type: 'string',
      describe: 'file of sites that may grow (default: heaptide.json if it is there)',
    },
    unit: { type: 'string', describe: 'work counter to divide growth by, such as sessions' },
    interval: { type: 'number', default: 4096, describe: 'bytes between two samples of the heap' },
    exact: { type: 'boolean', default: true, describe: 'have V8 inline nothing, for exact sites' },
    external: { type: 'boolean', default: true, describe: 'sample Buffers and ArrayBuffers, too' },
    'allow-inconclusive': { type: 'boolean', default: false, describe: 'exit 0 also if nothing was shown' },
    why: {
      type: 'boolean',
      default: true,
      describe: 'ask the program in the end who keeps what is found to grow',
    },
    timeout: { type: 'string', default: '60s', describe: 'bound on coming up, and on one capture' },
    'round-timeout': { type: 'string', default: '5m', describe: 'bound on one round of work' },
    save: { type: 'string', describe: 'directory to save the captures into' },
    json: { type: 'boolean', default: false, describe: 'print JSON (schema heaptide.check/1)' },
    all: { type: 'boolean', default: false, describe: 'show the sites that do not grow, too' },
    github: { type: 'boolean', describe: 'print annotations (default: in GitHub Actions)' },
    junit: { type: 'string', describe: 'write the result to this file as JUnit XML' },
    ...SOURCE_MAP_OPTIONS,
    verbose: {
      ...SOURCE_MAP_OPTIONS.verbose,
      describe: 'pass on what program and work print; tell which files have no source map',
    },
  },
  async run(args, context) {
    requireWhole('--rounds', args.rounds, 1);
    requireWhole('--warmup', args.warmup, 0);
    requireWhole('--process', args.process, 1);
    requireWhole('--interval', args.interval, 1024);
    const budget = await readBudget(args.budget);
    const mapping = keepNewest(await sourceMapping(args, context));
    const { env, signal } = context;
    const directory = env.GITHUB_WORKSPACE ?? process.cwd();
    const run = await carryOut(args, context, { mapping, budget });
    mapping.tell();
    if (signal.aborted) return 130;
    const facts = {
      program: args.program,
      work: args.work,
      rounds: run.rounds,
      warmup: args.warmup,
      seconds: run.seconds,
      interval: args.interval,
      exactSites: run.exactSites,
      worked: run.worked,
      inconclusiveAllowed: args['allow-inconclusive'],
    };
    const result = judgeCheck(run.growth, facts, { budget, directory, now: Date.now() });
    await tell(result, args, context);
    return EXIT[result.outcome](result);
  },
};

const EXIT: Record<CheckOutcome, (result: CheckResult) => ExitCode> = {
  passed: () => 0,
  failed: () => 1,
  inconclusive: ({ inconclusiveAllowed }) => (inconclusiveAllowed ? 0 : 2),
};

/** Each takes seconds, with the work done meanwhile. */
const MOST_ASKED = 2;

function askingWhy(
  args: CheckArguments,
  context: CommandContext,
  { mapping, budget }: { readonly mapping: KeepingMapping; readonly budget: Budget },
): Pick<RunCheckOptions, 'askWhy'> {
  if (!args.why) return {};
  const { unit, verbose, process: number } = args;
  const name = number === 1 ? 'the program' : `process ${number} of the program`;
  const question = { mapping, unit, verbose, collect: false, most: MOST_ASKED };
  const sites = (site: SiteReport): boolean => !isAllowed(site, { budget, now: Date.now() });
  return {
    askWhy: (growth, { href: url }, ends) =>
      askAboutReport(
        { name, address: { kind: 'url', name, title: name, url } },
        growth,
        { ...question, sites, ends },
        context,
      ),
  };
}

async function carryOut(
  args: CheckArguments,
  context: CommandContext,
  asking: { readonly mapping: KeepingMapping; readonly budget: Budget },
): Promise<CheckRun> {
  const { stderr, env, signal } = context;
  const say = (text: string): void => void stderr.write(`heaptide: ${safeText(text)}\n`);
  try {
    return await runCheck({
      ...args,
      ready: args.ready === undefined ? undefined : parseReadiness(args.ready),
      exactSites: args.exact,
      timeoutMs: parseDuration(args.timeout),
      roundTimeoutMs: parseDuration(args['round-timeout']),
      hunt: args.unit === undefined ? {} : { unit: args.unit },
      env: { ...env, HEAPTIDE_EXTERNAL: args.external ? '1' : '0' },
      register: import.meta.resolve('@heaptide/agent/register'),
      applyTo: (capture) => asking.mapping.applyTo(capture),
      ...askingWhy(args, context, asking),
      pass: args.verbose ? (text) => stderr.write(text) : () => undefined,
      onReady: ({ processes, url }) => {
        say(`the program is ready${url === undefined ? '' : ` at ${url}`}`);
        if (processes > 1)
          say(`${processes} processes have the agent; process ${args.process} is read (--process)`);
      },
      onRound: ({ kind, number, milliseconds, readings, heapUsed }) => {
        const of = kind === 'round' ? args.rounds : args.warmup;
        const read = readings === 0 ? '' : `, ${readings} readings, heap ${longBytes(heapUsed)}`;
        const named = number > of ? `extra round ${number - of}` : `${kind} ${number} of ${of}`;
        say(`${named}: ${(milliseconds / 1000).toFixed(1)} s${read}`);
      },
      signal,
    });
  } catch (error) {
    if (error instanceof ProgramFailure && !args.verbose) {
      for (const line of error.lastLines) stderr.write(`  | ${withoutCommands(safeText(line))}\n`);
    }
    throw error;
  }
}

/** stdout is data: with `--json` the document alone. */
async function tell(
  result: CheckResult,
  { json, all, github, junit }: CheckArguments,
  { stdout, stderr, env }: CommandContext,
): Promise<void> {
  const annotates = github ?? env.GITHUB_ACTIONS === 'true';
  const text = json ? renderCheckJson(result) : renderCheckText(result, { all, notesOf: keeperNotesOf });
  stdout.write(annotates && !json ? withoutCommands(text) : text);
  if (annotates) (json ? stderr : stdout).write(renderGithubAnnotations(result));
  for (const { site } of result.unused) {
    stderr.write(`heaptide: the budget allows ${safeText(site)}, which was not found to grow\n`);
  }
  if (junit !== undefined) await writeWholeFile(junit, renderCheckJunit(result));
}

function requireWhole(flag: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new HeaptideError('HT_E_USAGE', `${flag} takes a whole number from ${least}`);
  }
}
