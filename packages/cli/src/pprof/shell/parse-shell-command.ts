import type { PprofOptions } from '@heaptide/report/pprof';
import { parseGoDecimal } from '../command-line/go-number.js';
import type { ReportCommand } from '../command-line/parse-pprof-args.js';
import { OPTION_HELP } from '../option-help.js';
import { findPprofCommand, type PprofCommand } from '../pprof-commands.js';
import { pprofError } from '../pprof-error.js';

export interface ShellCommand {
  readonly report: ReportCommand;
  /** Those of the shell, changed for this report alone. */
  readonly options: PprofOptions;
}

/** Rows of a table when nobody has said how many. */
const STANDARD_ROWS = 10;

/**
 * A command of the shell: `top 5 focus -ignore -cum >file`, `top5`, `peek name`.
 *
 * @throws {HeaptideError} `HT_E_PPROF`.
 */
export function parseShellCommand(words: readonly string[], options: PprofOptions): ShellCommand {
  const { command, rest } = findCommand(words);
  const args = [...rest];
  let symbol: string | undefined;
  if (command.takesSymbol === true) {
    symbol = args.shift();
    if (symbol === undefined) throw pprofError(`command ${command.name} requires an argument`);
  }
  const changed = readArguments(args, options, command.name === 'tags');
  const isTable = command.name === 'text' || command.name === 'top';
  return {
    report: symbol === undefined ? { command } : { command, symbol },
    options: changed.nodecount === -1 && isTable ? { ...changed, nodecount: STANDARD_ROWS } : changed,
  };
}

function findCommand(words: readonly string[]): { command: PprofCommand; rest: readonly string[] } {
  const [typed = '', ...rest] = words;
  const whole = findPprofCommand(typed);
  if (whole !== undefined) return { command: whole, rest };
  const [, name = typed, digits] = /^(.*?[^0-9])([0-9]+)$/s.exec(typed) ?? [];
  const command = findPprofCommand(name);
  if (command !== undefined && digits !== undefined) return { command, rest: [digits, ...rest] };
  if (Object.hasOwn(OPTION_HELP, name)) {
    throw pprofError(`did you mean: ${name}=${digits ?? rest[0] ?? '<val>'}`);
  }
  throw pprofError(`unrecognized command: ${JSON.stringify(name)}`);
}

function readArguments(args: readonly string[], options: PprofOptions, areTags: boolean): PprofOptions {
  const changes: { -readonly [Name in keyof PprofOptions]?: PprofOptions[Name] } = {};
  const focus: string[] = [];
  const ignore: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const count = integer(arg);
    if (count !== undefined) {
      changes.nodecount = count;
    } else if (arg.startsWith('>')) {
      const output = arg.length > 1 ? arg.slice(1) : args[++i];
      if (output === undefined) throw pprofError('unexpected end of line after >');
      changes.output = output;
    } else if (arg === '-cum' || arg === '--cum') {
      changes.sort = 'cum';
    } else if (arg.startsWith('-')) {
      ignore.push(arg.slice(1));
    } else {
      focus.push(arg);
    }
  }
  const any = (patterns: readonly string[]) => patterns.filter((pattern) => pattern !== '').join('|');
  if (any(focus) !== '') changes[areTags ? 'tagfocus' : 'focus'] = any(focus);
  if (any(ignore) !== '') changes[areTags ? 'tagignore' : 'ignore'] = any(ignore);
  return { ...options, ...changes };
}

function integer(text: string): number | undefined {
  try {
    return parseGoDecimal(text, 32);
  } catch {
    return undefined;
  }
}
