import { readFileSync } from 'node:fs';
import { HeaptideError } from '@heaptide/profile';
import type { CommandContext, ExitCode } from './command.js';

const HELP = new Set(['--help', '-h', 'completion', '--get-yargs-completions']);
const KUBECTL_COMPLETIONS = '--get-kubectl-completions';

/** Runs one command line. Whatever goes wrong for a reason that a person can mend is one line on stderr and exit 2. */
export async function runCli(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [verb, ...rest] = args;
  if (verb === 'pprof') {
    const { runPprof } = await import('./pprof/run-pprof.js');
    return runPprof(rest, { ...context, cwd: process.cwd() });
  }
  try {
    return await run(verb, rest, context);
  } catch (error) {
    if (context.signal.aborted) return 130;
    if (!(error instanceof HeaptideError)) throw error;
    const { safeText } = await import('@heaptide/report');
    const code = error.code === 'HT_E_USAGE' ? '' : ` (${error.code})`;
    context.stderr.write(`heaptide: ${safeText(oneLine(error.message))}${code}\n`);
    return 2;
  }
}

async function run(
  verb: string | undefined,
  rest: readonly string[],
  context: CommandContext,
): Promise<ExitCode> {
  if (verb === '--version') {
    context.stdout.write(`${version()}\n`);
    return 0;
  }
  if (verb === KUBECTL_COMPLETIONS) {
    const { completeForKubectl } = await import('./complete-for-kubectl.js');
    await completeForKubectl(rest, context);
    return 0;
  }
  if (verb !== undefined && (HELP.has(verb) || asksForHelp(rest))) {
    const { showHelp } = await import('./help.js');
    await showHelp([verb, ...rest], context);
    return 0;
  }
  if (verb === undefined) throw new HeaptideError('HT_E_USAGE', 'name a command (see heaptide --help)');
  const { VERBS } = await import('./verbs.js');
  const load = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (load === undefined)
    throw new HeaptideError('HT_E_USAGE', `unknown command: ${verb} (see heaptide --help)`);
  const command = await load();
  const { parseArguments } = await import('./parse-arguments.js');
  return command.run(parseArguments(command, rest, context.env) as never, context);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, '; ');
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** What stands behind `--` belongs to a program. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}
