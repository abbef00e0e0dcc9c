import { readFileSync } from 'node:fs';
import { HeaptideError } from '@heaptide/profile';
import { safeText } from '@heaptide/report';
import yargs from 'yargs';
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
    .env('HEAPTIDE')
    .strict()
    .recommendCommands()
    .demandCommand(1, 'name a command; heaptide --help lists them')
    .version(version())
    .help()
    .alias('h', 'help')
    .completion('completion', 'Print a completion script for the shell')
    .wrap(Math.min(110, context.stdout.columns || 80))
    .exitProcess(false)
    .fail((message, error) => {
      throw (error as Error | undefined) ?? new HeaptideError('HT_E_USAGE', message);
    })
    .epilogue('Exit status: 0 done, 1 a finding, 2 wrong usage or unusable input, 130 interrupted.');
  const add = <Arguments>(command: Command<Arguments>): void => {
    cli.command<Arguments>(
      command.usage,
      command.describe,
      (one) => command.arguments(one.example(command.examples as [string, string][])),
      async (given) => {
        exit = await command.run(given, context);
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
    context.stderr.write(`heaptide: ${safeText(oneLine(error.message))}\n`);
    return 2;
  }
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
