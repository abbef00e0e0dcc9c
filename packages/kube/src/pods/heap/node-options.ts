import type { ContainerFacts } from '../container-facts.js';
import { expandVariables } from './expand-variables.js';
import { shellWords } from './shell-words.js';

/** Options of node, as far as a pod's spec tells them: the image may have more. */
export interface NodeOptions {
  readonly fromEnvironment: readonly string[];
  /** They overrule those of the environment. */
  readonly fromCommand: readonly string[];
}

const SHELL = /^(?:ba|da|a|z)?sh$/;
const NODE = /^node(?:js)?$/;
const SHELL_OPTION = /^-[a-z]*c$/;
const ASSIGNMENT = /^NODE_OPTIONS=(.*?);?$/s;

/** Options that take the next word, so that it is not the script. */
const TAKES_A_WORD: ReadonlySet<string> = new Set([
  ...['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--title'],
  ...['-e', '--eval', '-p', '--print', '--env-file', '--inspect-port', '--icu-data-dir', '--diagnostic-dir'],
]);

/** The options that node is started with in a container, also by a shell. Never throws. */
export function nodeOptions({
  command,
  args,
  env,
}: Pick<ContainerFacts, 'command' | 'args' | 'env'>): NodeOptions {
  const words = commandWords([...command, ...args].map((word) => expandVariables(word, env)));
  const assigned = words.map((word) => ASSIGNMENT.exec(word)?.[1]).findLast((text) => text !== undefined);
  const text = assigned ?? expandVariables(env.NODE_OPTIONS ?? '', env);
  const node = words.findLastIndex((word) => NODE.test(baseName(word)));
  // Without the word, the image's entry point may be node and these its arguments.
  return { fromEnvironment: shellWords(text), fromCommand: leadingOptions(words.slice(node + 1)) };
}

/** The words of a command; of a shell's, those of the line that it runs. */
function commandWords(command: readonly string[]): readonly string[] {
  const shell = command.findIndex((word) => SHELL.test(baseName(word)));
  if (shell < 0) return command;
  const option = command.findIndex((word, index) => index > shell && SHELL_OPTION.test(word));
  return option < 0 ? command : shellWords(command[option + 1] ?? '');
}

function leadingOptions(words: readonly string[]): readonly string[] {
  const options: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (!word.startsWith('-') || word === '-' || word === '--') break;
    options.push(word);
    if (TAKES_A_WORD.has(word)) index++;
  }
  return options;
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
