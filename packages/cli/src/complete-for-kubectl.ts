import type { CommandContext } from './command.js';
import { showHelp } from './help.js';

/** kubectl's shell completion is cobra's: it reads a line `:N` at the end, where 0 leaves files to the shell. */
const DEFAULT_DIRECTIVE = ':0\n';

/** Prints what may stand in place of the last word, one line each, as kubectl asks a plugin. */
export async function completeForKubectl(words: readonly string[], context: CommandContext): Promise<void> {
  await showHelp(['--get-yargs-completions', 'heaptide', ...words], context);
  context.stdout.write(DEFAULT_DIRECTIVE);
}
