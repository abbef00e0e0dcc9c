import { readFileSync } from 'node:fs';
import { HeaptideError } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import yargs, { type Argv } from 'yargs';
import type { Command, CommandContext, ExitCode } from './command.js';
import { captureCommand } from './commands/capture.js';
import { churnCommand } from './commands/churn.js';
import { growthCommand } from './commands/growth.js';
import { proxyCommand } from './commands/proxy.js';
import { topCommand } from './commands/top.js';
import { watchCommand } from './commands/watch.js';

/** Runs one command line. Whatever goes wrong for a reason that a person can mend is one line on stderr and exit 2. */
export async function runCli(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const cli = yargs()
    .scriptName('heaptide')
    .usage('$0 <command>\n\nFinds what makes a Node.js process grow, and proves it.')
    .strict()
    .demandCommand(1, 'name a command')
    .version(version())
    .help()
    .alias('h', 'help')
    .completion('completion', 'Print a completion script for the shell')
    .wrap(Math.min(110, context.stdout.columns || 80))
    .exitProcess(false)
    .fail((message, error) => {
      throw (
        (error as Error | undefined) ?? new HeaptideError('HT_E_USAGE', `${message} (see heaptide --help)`)
      );
    })
    .epilogue('Exit status: 0 done, 1 a finding, 2 wrong usage or unusable input, 130 interrupted.');
  const add = <Arguments>(command: Command<Arguments>): void => {
    cli.command<Arguments>(
      command.usage,
      command.describe,
      (one) => {
        const { positionals = {}, options, examples } = command;
        for (const [name, positional] of Object.entries(positionals)) one.positional(name, positional);
        return one
          .options(options)
          .config(environmentTwins(Object.keys(options), context.env))
          .example(examples as [string, string][]) as Argv<Arguments>;
      },
      async (given) => {
        exit = await command.run(given as Arguments, context);
      },
    );
  };
  add(watchCommand);
  add(growthCommand);
  add(captureCommand);
  add(topCommand);
  add(churnCommand);
  add(proxyCommand);
  try {
    await cli.parseAsync(args);
    return exit;
  } catch (error) {
    if (context.signal.aborted) return 130;
    if (!(error instanceof HeaptideError) && !isUsageError(error)) throw error;
    const code = error instanceof HeaptideError && error.code !== 'HT_E_USAGE' ? ` (${error.code})` : '';
    context.stderr.write(`heaptide: ${safeText(oneLine(error.message))}${code}\n`);
    return 2;
  }
}

/** The values that environment variables give to flags. A flag on the command line outranks its twin. */
function environmentTwins(flags: readonly string[], env: NodeJS.ProcessEnv): Record<string, string> {
  const twins: Record<string, string> = {};
  for (const flag of flags) {
    const value = env[`HEAPTIDE_${flag.toUpperCase().replaceAll('-', '_')}`];
    if (value !== undefined && value !== '') twins[flag] = value;
  }
  return twins;
}

/** yargs throws these for wrong usage; they are its only errors with this name. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError';
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, '; ');
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
