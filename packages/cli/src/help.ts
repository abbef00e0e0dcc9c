import yargs from 'yargs';
import type { CommandContext } from './command.js';
import { VERBS } from './verbs.js';

const PPROF = ['pprof', "The command line, shell and web pages of Go's pprof (heaptide pprof -h)"] as const;

/**
 * Prints the help of heaptide or of a verb, or a script that completes command lines, to stdout. yargs lays it out; it
 * takes longer to load than a verb to run, so nothing else needs it.
 */
export async function showHelp(
  args: readonly string[],
  { stdout, program = 'heaptide' }: CommandContext,
): Promise<void> {
  const cli = yargs()
    .scriptName(program)
    .usage('$0 <command>\n\nFinds what makes a Node.js process grow, and proves it.')
    .version(false)
    .help()
    .alias('h', 'help')
    .completion('completion', 'Print a completion script for the shell')
    .wrap(Math.min(110, stdout.columns || 80))
    .exitProcess(false)
    .epilogue('Exit status: 0 done, 1 a finding, 2 wrong usage or unusable input, 130 interrupted.');
  for (const load of Object.values(VERBS)) {
    const { usage, describe, positionals = {}, options, examples } = await load();
    cli.command(usage, describe, (one) => {
      for (const [name, positional] of Object.entries(positionals)) one.positional(name, positional);
      return one.options(options).example(examples as [string, string][]);
    });
  }
  cli.command(...PPROF, () => undefined);
  let text = '';
  await cli.parseAsync(args, {}, (_error, _argv, output) => {
    text = output;
  });
  if (text !== '') stdout.write(`${text}\n`);
}
