import { PPROF_OPTIONS } from '@heaptide/report/pprof';
import { findPprofCommand, PPROF_COMMANDS } from '../pprof-commands.js';

/** What could stand in place of the end of the line, and that end: the form that node:readline wants. */
export type Completion = [candidates: string[], replaced: string];

const MOST_CANDIDATES = 100;
const OWN_COMMANDS = ['exit', 'help', 'options', 'quit'];
const PATTERN_OPTION = /^(?:focus|ignore|hide|show|show_from|prune_from)=(.*)$/s;

/**
 * Completes commands and options, and functions where a pattern is expected. `functions` may be hostile names: those with
 * anything but printable ASCII are not offered.
 */
export function completer(
  functions: readonly string[],
  sampleTypes: readonly string[],
): (line: string) => Completion {
  const names = [...new Set(functions)].filter((name) => /^[\x20-\x7e]+$/.test(name)).sort();
  const options = PPROF_OPTIONS.flatMap(({ name, initial, choices }) => [
    typeof initial === 'boolean' ? name : `${name}=`,
    ...(choices ?? []).map((choice) => `${choice}=true`),
  ]);
  const commands = PPROF_COMMANDS.map(({ name }) => name);
  const first = [...commands, ...OWN_COMMANDS, ...options, ...sampleTypes].sort();
  const topics = [...commands, ...PPROF_OPTIONS.flatMap(({ name, choices }) => choices ?? [name])].sort();

  const beginning = (words: readonly string[], typed: string): Completion => [
    words.filter((word) => word.startsWith(typed.toLowerCase())),
    typed,
  ];
  const containing = (typed: string): Completion => [
    names
      .filter((name) => typed !== '' && (name.includes(typed) || asPattern(name).includes(typed)))
      .slice(0, MOST_CANDIDATES)
      .map(asPattern),
    typed,
  ];

  return (line) => {
    const words = line.trimStart().split(/\s+/);
    const typed = words.at(-1)!;
    if (words.length === 1) {
      const pattern = PATTERN_OPTION.exec(typed)?.[1];
      return pattern === undefined ? beginning(first, typed) : containing(pattern);
    }
    if (words[0] === 'help') return words.length === 2 ? beginning(topics, typed) : [[], typed];
    const command = findPprofCommand(words[0]!.replace(/\d+$/, ''));
    if (command === undefined || command.name === 'tags' || typed.startsWith('>')) return [[], typed];
    return containing(typed.replace(/^-/, ''));
  };
}

/** A regular expression for exactly this name, in one word: a space would begin the next argument. */
function asPattern(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' ', '\\s');
}
