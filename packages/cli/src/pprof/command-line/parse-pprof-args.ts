import { DEFAULT_PPROF_OPTIONS, PPROF_OPTIONS, type PprofOptions } from '@heaptide/report/pprof';
import { findPprofCommand, PPROF_COMMANDS, type PprofCommand } from '../pprof-commands.js';
import { pprofError } from '../pprof-error.js';
import { type FlagKind, type ParsedFlags, parseGoFlags } from './go-flags.js';

export interface ReportCommand {
  readonly command: PprofCommand;
  /** Regular expression, where the command takes one. */
  readonly symbol?: string;
}

/** What a command line of pprof asks for. */
export interface PprofCommandLine {
  /** As typed; the first of several may be the program that the profile is of. */
  readonly sources: readonly string[];
  readonly bases: readonly string[];
  /** The bases are compared with (`-diff_base`), not subtracted (`-base`). */
  readonly isDiff: boolean;
  /** Absent: a shell, or pages. */
  readonly report?: ReportCommand;
  /** `-http`; `''` where it was not given. */
  readonly hostport: string;
  readonly noBrowser: boolean;
  readonly options: PprofOptions;
  /** `-1` where not given. */
  readonly seconds: number;
  /** `-1` where not given. */
  readonly timeout: number;
  readonly symbolize: string;
  readonly buildId: string;
  readonly comment: string;
  /** Paths; `''` where not given. */
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string };
}

/** The flags that are short for a sample type, in the order in which they outrank each other. */
const SAMPLE_TYPE_FLAGS = [
  ['total_delay', 'delay'],
  ['mean_delay', 'delay'],
  ['contentions', 'contentions'],
  ['inuse_space', 'inuse_space'],
  ['inuse_objects', 'inuse_objects'],
  ['alloc_space', 'alloc_space'],
  ['alloc_objects', 'alloc_objects'],
] as const;

const FLAG_KINDS: ReadonlyMap<string, FlagKind> = new Map([
  ...PPROF_OPTIONS.flatMap(({ name, initial, choices }): [string, FlagKind][] =>
    choices === undefined ? [[name, kindOf(name, initial)]] : choices.map((choice) => [choice, 'boolean']),
  ),
  ...PPROF_COMMANDS.map(({ name, takesSymbol }): [string, FlagKind] => [
    name,
    takesSymbol === true ? 'string' : 'boolean',
  ]),
  ...SAMPLE_TYPE_FLAGS.map(([flag]): [string, FlagKind] => [flag, 'boolean']),
  ...['diff_base', 'base', 'symbolize', 'buildid', 'add_comment', 'tools', 'http'].map(
    (flag): [string, FlagKind] => [flag, 'string'],
  ),
  ...['tls_cert', 'tls_key', 'tls_ca'].map((flag): [string, FlagKind] => [flag, 'string']),
  ['timeout', 'integer'],
  ['seconds', 'integer'],
  ['no_browser', 'boolean'],
]);

function kindOf(name: string, initial: string | number | boolean): FlagKind {
  if (typeof initial !== 'number') return typeof initial as 'string' | 'boolean';
  return name === 'nodecount' ? 'integer' : 'float';
}

/**
 * Reads a command line. `'help'` is the answer to `-h`, `'no source'` to a line that names none. `talk` takes what pprof
 * only remarks.
 *
 * @throws {HeaptideError} `HT_E_USAGE` where flags are wrong, `HT_E_PPROF` where they do not go together.
 */
export function parsePprofArgs(
  args: readonly string[],
  talk: (line: string) => void,
): PprofCommandLine | 'help' | 'no source' {
  const { help, values, rest } = parseGoFlags(args, FLAG_KINDS);
  if (help) return 'help';
  if (rest.length === 0) return 'no source';
  const text = (name: string): string => String(values.get(name)?.at(-1) ?? '');
  const integer = (name: string): number => Number(values.get(name)?.at(-1) ?? -1);
  const isSet = (name: string): boolean => values.get(name)?.at(-1) === true;
  const chosen = chosenOptions(values);
  const report = chosenReport(values);
  const hostport = text('http');
  const noBrowser = isSet('no_browser');
  if (report !== undefined && hostport !== '') {
    throw pprofError('-http is not compatible with an output format on the command line');
  }
  if (noBrowser && hostport === '') throw pprofError('-no_browser only makes sense with -http');
  const options: PprofOptions = {
    ...chosen,
    sample_index: chosenSampleType(values, chosen.sample_index, talk),
    mean: chosen.mean || isSet('mean_delay'),
  };
  const sourcesOf = (name: string) => (values.get(name) ?? []).map(String).filter((source) => source !== '');
  const [subtracted, compared] = [sourcesOf('base'), sourcesOf('diff_base')];
  if (subtracted.length > 0 && compared.length > 0) {
    throw pprofError('-base and -diff_base flags cannot both be specified');
  }
  const bases = [...subtracted, ...compared];
  if (options.normalize && bases.length === 0) throw pprofError('must have base profile to normalize by');
  return {
    sources: rest,
    bases,
    isDiff: compared.length > 0,
    ...(report && { report }),
    hostport,
    noBrowser,
    options,
    seconds: integer('seconds'),
    timeout: integer('timeout'),
    symbolize: text('symbolize'),
    buildId: text('buildid'),
    comment: text('add_comment'),
    tls: { cert: text('tls_cert'), key: text('tls_key'), ca: text('tls_ca') },
  };
}

function chosenOptions(values: ParsedFlags['values']): PprofOptions {
  const options: Record<string, string | number | boolean> = { ...DEFAULT_PPROF_OPTIONS };
  for (const { name, choices } of PPROF_OPTIONS) {
    if (choices === undefined) {
      const value = values.get(name)?.at(-1);
      if (value !== undefined) options[name] = value;
      continue;
    }
    const set = choices.filter((choice) => values.get(choice)?.at(-1) === true);
    if (set.length > 1) throw pprofError(`conflicting options set: [${set.join(' ')}]`);
    if (set[0] !== undefined) options[name] = set[0];
  }
  return options as unknown as PprofOptions;
}

function chosenReport(values: ParsedFlags['values']): ReportCommand | undefined {
  const set = PPROF_COMMANDS.flatMap(({ name }) => {
    const value = values.get(name)?.at(-1) ?? false;
    return value === false || value === '' ? [] : [{ name, value }];
  });
  if (set.length > 1) throw pprofError('must set at most one output format');
  const [only] = set;
  if (only === undefined) return undefined;
  const command = findPprofCommand(only.name)!;
  return typeof only.value === 'string' ? { command, symbol: only.value } : { command };
}

function chosenSampleType(
  values: ParsedFlags['values'],
  given: string,
  talk: (line: string) => void,
): string {
  let chosen = given;
  for (const [flag, type] of SAMPLE_TYPE_FLAGS) {
    if (values.get(flag)?.at(-1) !== true) continue;
    if (chosen === '') chosen = type;
    else talk(`Multiple value selections, ignoring -${flag}`);
  }
  return chosen;
}
