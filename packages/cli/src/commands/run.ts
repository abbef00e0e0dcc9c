import { HeaptideError } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import type { Command, CommandContext, ExitCode } from '../command.js';
import { parseDuration, positiveDuration } from '../duration.js';
import { ProgramFailure } from '../program/program-failure.js';
import { OutputLog } from '../run/output-log.js';
import { type RunningProgram, runProgram } from '../run/run-program.js';
import { talkTo } from '../views/talk.js';
import { type WatchContext, watchEnd } from '../watch/watch-end.js';
import { watchFace } from '../watch/watch-face.js';
import { WATCH_OPTIONS, type WatchArguments, watchProcess } from '../watch/watch-process.js';

interface RunArguments extends WatchArguments {
  readonly program: readonly string[];
  readonly process: number | undefined;
  readonly log: string | undefined;
  readonly why: boolean;
}

/** Starts a program with the agent in it and watches it as `watch` does; the program ends with the watch, or the watch with it. */
export const runCommand: Command<RunArguments> = {
  usage: 'run <program..>',
  describe: 'Start a program and watch it, with nothing to install in it',
  examples: [
    ['$0 run -- node server.js', 'a screen on a terminal, lines elsewhere'],
    ['$0 run -- npm run dev', 'the program behind it, also when it is restarted'],
    ['$0 run --log app.log -- npx tsx app.ts', 'what it prints goes to a file'],
    ['$0 run --exact -- node server.js', 'with bytes under the right function, at a cost'],
    ['$0 run --duration 60s --fail-on leak -- node server.js', 'lines, a result, exit 0 or 1'],
  ],
  positionals: {
    program: { type: 'string', array: true, demandOption: true, describe: 'the program, after --' },
  },
  options: {
    ...WATCH_OPTIONS,
    process: {
      type: 'number',
      describe: 'which process of the program to watch, as they come up; by default the program itself',
    },
    log: { type: 'string', describe: 'file for all that the program prints' },
    timeout: { ...WATCH_OPTIONS.timeout, describe: 'bound on coming up, and on one capture' },
    exact: {
      ...WATCH_OPTIONS.exact,
      describe: 'have V8 inline nothing, so that bytes stand under their function (costs CPU)',
    },
    why: {
      type: 'boolean',
      default: true,
      describe:
        'ask the program, before it is ended, who keeps what is found to leak; allow it on the screen',
    },
    interval: { type: 'string', describe: 'mean bytes between two samples of the heap, such as 16384' },
  },
  async run(args, context) {
    // Before the program is started.
    const face = watchFace(args, context);
    positiveDuration('every', args.every);
    if (args.duration !== undefined) positiveDuration('duration', args.duration);
    const timeoutMs = parseDuration(args.timeout);
    const interval = parseInterval(args.interval);
    requireProcess(args.process);
    const talk = talkTo(context);
    const log = args.log === undefined ? undefined : new OutputLog(args.log, talk);
    const isScreen = face.kind === 'screen';
    try {
      return await runProgram(
        {
          program: args.program as [string, ...string[]],
          process: args.process,
          interval,
          exactSites: args.exact,
          allowWhy: args.why,
          register: import.meta.resolve('@heaptide/agent/register'),
          timeoutMs,
          env: context.env,
          // What is typed belongs to the screen, or to the accessible watch.
          stdin: isScreen || face.kind === 'accessible' ? 'ignore' : 'inherit',
          pass: (text) => {
            log?.write(text);
            if (!isScreen) context.stderr.write(text);
          },
          signal: context.signal,
        },
        (running) => watchProgram(running, args, { ...context, isScreen }),
      );
    } catch (error) {
      if (error instanceof ProgramFailure && isScreen) showLastLines(error.lastLines, context);
      throw error;
    } finally {
      log?.close();
    }
  },
};

async function watchProgram(
  { heapUrl, watched, processes, end, lastLines }: RunningProgram,
  args: RunArguments,
  { isScreen, ...context }: CommandContext & { readonly isScreen: boolean },
): Promise<ExitCode> {
  const talk = talkTo(context);
  const of = processes === 1 ? '' : `, ${watched.number} of ${processes} with the agent (--process)`;
  talk(`heaptide: watching ${watched.service} (pid ${watched.pid}${of})`);
  const name = args.program.join(' ');
  // Exact sites are there from the beginning.
  const watching = { ...args, exact: false };
  const reached = { name, address: { kind: 'url', name, title: name, url: heapUrl } } as const;
  const ending: WatchContext = { ...context, end };
  const exit = await watchProcess(reached, { ...watching, askAtEnd: args.why }, ending);
  if (isScreen) showLastLines(lastLines(), context);
  const ended = watchEnd({ end });
  if (ended !== undefined) talk(`heaptide: ${ended.remark}`);
  return exit;
}

function showLastLines(lines: readonly string[], { stderr }: Pick<CommandContext, 'stderr'>): void {
  for (const line of lines) stderr.write(`  | ${safeText(line)}\n`);
}

function parseInterval(text: string | undefined): number | 'auto' {
  if (text === undefined || text === 'auto') return 'auto';
  const bytes = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  const { least, most } = INTERVAL;
  if (bytes >= least && bytes <= most) return bytes;
  throw new HeaptideError('HT_E_USAGE', `--interval takes bytes from ${least} to ${most}, not "${text}"`);
}

/** What the agent takes. */
const INTERVAL = { least: 1024, most: 2 ** 30 };

function requireProcess(number: number | undefined): void {
  if (number === undefined || (Number.isInteger(number) && number >= 1)) return;
  throw new HeaptideError('HT_E_USAGE', '--process takes a whole number from 1');
}
