import { flagError } from '../pprof-error.js';
import { NumberError, parseGoBoolean, parseGoFloat, parseGoInteger } from './go-number.js';

export type FlagKind = 'boolean' | 'integer' | 'float' | 'string';

export interface ParsedFlags {
  /** `-h` or `-help` came before any error. */
  readonly help: boolean;
  /** Values by flag, in the order given. */
  readonly values: ReadonlyMap<string, readonly (boolean | number | string)[]>;
  /** What follows the flags: the first argument that is none ends them, even if flags come after it. */
  readonly rest: readonly string[];
}

/**
 * Flags by the rules of Go's `flag` package: `-x` is `--x`, a value follows after `=` or as the next argument, booleans
 * take theirs after `=` only, and `--` ends them.
 *
 * @throws {HeaptideError} `HT_E_USAGE` in Go's words.
 */
export function parseGoFlags(args: readonly string[], kinds: ReadonlyMap<string, FlagKind>): ParsedFlags {
  const values = new Map<string, (boolean | number | string)[]>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg.length < 2 || !arg.startsWith('-')) return { help: false, values, rest: args.slice(i) };
    if (arg === '--') return { help: false, values, rest: args.slice(i + 1) };
    const [, name, given] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined) throw flagError(`bad flag syntax: ${arg}`);
    const kind = kinds.get(name);
    if (kind === undefined) {
      if (name === 'h' || name === 'help') return { help: true, values, rest: [] };
      throw flagError(`flag provided but not defined: -${name}`);
    }
    let text = given;
    if (kind === 'boolean') text ??= 'true';
    else text ??= args[++i];
    if (text === undefined) throw flagError(`flag needs an argument: -${name}`);
    const value = parseValue(name, kind, text);
    const list = values.get(name);
    if (list === undefined) values.set(name, [value]);
    else list.push(value);
  }
  return { help: false, values, rest: [] };
}

function parseValue(name: string, kind: FlagKind, text: string): boolean | number | string {
  if (kind === 'string') return text;
  if (kind === 'boolean') {
    const value = parseGoBoolean(text);
    if (value === undefined) {
      throw flagError(`invalid boolean value ${JSON.stringify(text)} for -${name}: parse error`);
    }
    return value;
  }
  try {
    return kind === 'integer' ? parseGoInteger(text) : parseGoFloat(text);
  } catch (error) {
    if (!(error instanceof NumberError)) throw error;
    const fault = error.fault === 'invalid syntax' ? 'parse error' : error.fault;
    throw flagError(`invalid value ${JSON.stringify(text)} for flag -${name}: ${fault}`);
  }
}
