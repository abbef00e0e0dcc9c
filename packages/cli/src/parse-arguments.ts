import { parseArgs } from 'node:util';
import { HeaptideError } from '@heaptide/profile';
import type { CommandOption } from './command.js';
import type { AnyCommand } from './verbs.js';

type Value = string | number | boolean | undefined;

/**
 * The arguments of a verb from its command line, then from the environment twins of its flags, then from its defaults.
 *
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function parseArguments(
  command: AnyCommand,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Record<string, Value | string[]> {
  const { values, positionals } = readFlags(command, args);
  const parsed: Record<string, Value | string[]> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const given = values[name] ?? twin(name, env);
    const value =
      given === undefined
        ? option.default
        : option.multiple === true || Array.isArray(given)
          ? [given].flat().map(String)
          : convert(name, given, option);
    if (value === undefined && option.demandOption === true) {
      throw usageError(`Missing required argument: ${name}`);
    }
    parsed[name] = value;
  }
  return { ...parsed, ...assign(command, positionals) };
}

function readFlags({ options }: AnyCommand, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      allowNegative: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { type, alias, multiple = false }]) => [
          name,
          {
            type: type === 'boolean' ? type : 'string',
            multiple,
            ...(alias !== undefined && { short: alias }),
          },
        ]),
      ),
    });
  } catch (error) {
    throw usageError(messageOf(error as NodeJS.ErrnoException));
  }
}

function messageOf({ code, message }: NodeJS.ErrnoException): string {
  const flag = /'-{0,2}([^' =]+)/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Unknown argument: ${flag}`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `Wrong use of a flag: ${message.split('\n', 1)[0]!}`;
    default:
      return message;
  }
}

/** A flag on the command line outranks its twin in the environment. */
function twin(flag: string, env: NodeJS.ProcessEnv): string | undefined {
  const value = env[`HEAPTIDE_${flag.toUpperCase().replaceAll('-', '_')}`];
  return value === '' ? undefined : value;
}

function convert(name: string, given: string | boolean, { type, choices }: CommandOption): Value {
  if (type === 'number') {
    const number = Number(given);
    if (given === '' || Number.isNaN(number)) throw usageError(`--${name} takes a number, not "${given}"`);
    return number;
  }
  if (type === 'boolean' && typeof given === 'string') {
    if (/^(true|1|yes)$/i.test(given)) return true;
    if (/^(false|0|no)$/i.test(given)) return false;
    throw usageError(`--${name} is yes or no, not "${given}"`);
  }
  if (choices !== undefined && !choices.includes(String(given))) {
    throw usageError(`--${name} is one of ${choices.join(', ')}, not "${given}"`);
  }
  return given;
}

function assign(
  { positionals = {} }: AnyCommand,
  given: readonly string[],
): Record<string, string | string[]> {
  const assigned: Record<string, string | string[]> = {};
  let next = 0;
  for (const [name, { array = false, demandOption = false }] of Object.entries(positionals)) {
    if (next >= given.length && demandOption) throw usageError(`Missing argument: ${name}`);
    if (array) {
      assigned[name] = given.slice(next);
      next = given.length;
    } else if (next < given.length) assigned[name] = given[next++]!;
  }
  if (next < given.length) throw usageError(`Unknown argument: ${given[next]!}`);
  return assigned;
}

function usageError(message: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', `${message} (see heaptide --help)`);
}
