/**
 * The options of pprof, by its own names: what its command line, its shell and the URLs of its web pages set.
 *
 * Method: google/pprof `internal/driver/config.go`.
 */
export interface PprofOptions {
  /** File to write to; `''` is stdout. */
  readonly output: string;
  readonly call_tree: boolean;
  readonly relative_percentages: boolean;
  /** A unit, `auto` for the best of each value, or `minimum` for one that suits all. */
  readonly unit: string;
  readonly compact_labels: boolean;
  readonly source_path: string;
  readonly trim_path: string;
  readonly intel_syntax: boolean;
  readonly mean: boolean;
  /** Name or place of a sample type; `''` is the default of the profile. */
  readonly sample_index: string;
  readonly divide_by: number;
  readonly normalize: boolean;
  readonly sort: 'flat' | 'cum';
  /** Label keys separated by commas. */
  readonly tagroot: string;
  readonly tagleaf: string;
  readonly drop_negative: boolean;
  /** -1 leaves it to the report; 0 is no limit. */
  readonly nodecount: number;
  readonly nodefraction: number;
  readonly edgefraction: number;
  readonly trim: boolean;
  /** RE2; `''` is none. Likewise the other filters. */
  readonly focus: string;
  readonly ignore: string;
  readonly prune_from: string;
  readonly hide: string;
  readonly show: string;
  readonly show_from: string;
  readonly tagfocus: string;
  readonly tagignore: string;
  readonly tagshow: string;
  readonly taghide: string;
  readonly noinlines: boolean;
  readonly showcolumns: boolean;
  /** `''` leaves it to the report. */
  readonly granularity: Granularity;
}

export type Granularity = '' | 'functions' | 'filefunctions' | 'files' | 'lines' | 'addresses';

export type PprofOptionName = keyof PprofOptions;

/** How an option is spelled elsewhere. */
export interface PprofOption {
  readonly name: PprofOptionName;
  readonly initial: string | number | boolean;
  /** Name in URLs of the web pages; absent where it stays out of them. */
  readonly urlParameter?: string;
  /** Not part of a saved configuration. */
  readonly transient?: true;
  /** The only values, each of which is a flag of its own. */
  readonly choices?: readonly string[];
}

/** In the order in which google/pprof keeps them. */
export const PPROF_OPTIONS: readonly PprofOption[] = [
  { name: 'output', initial: '', transient: true },
  { name: 'call_tree', initial: false, urlParameter: 'calltree' },
  { name: 'relative_percentages', initial: false, urlParameter: 'rel' },
  { name: 'unit', initial: 'minimum', urlParameter: 'unit' },
  { name: 'compact_labels', initial: false, urlParameter: 'compact' },
  { name: 'source_path', initial: '', transient: true },
  { name: 'trim_path', initial: '', transient: true },
  { name: 'intel_syntax', initial: false, urlParameter: 'intel' },
  { name: 'mean', initial: false, urlParameter: 'mean' },
  { name: 'sample_index', initial: '', urlParameter: 'si', transient: true },
  { name: 'divide_by', initial: 1, transient: true },
  { name: 'normalize', initial: false, urlParameter: 'norm' },
  { name: 'sort', initial: 'flat', urlParameter: 'sort', choices: ['cum', 'flat'] },
  { name: 'tagroot', initial: '' },
  { name: 'tagleaf', initial: '' },
  { name: 'drop_negative', initial: false, urlParameter: 'dropneg' },
  { name: 'nodecount', initial: -1, urlParameter: 'n' },
  { name: 'nodefraction', initial: 0.005, urlParameter: 'nf' },
  { name: 'edgefraction', initial: 0.001, urlParameter: 'ef' },
  { name: 'trim', initial: true, urlParameter: 'trim' },
  { name: 'focus', initial: '', urlParameter: 'f' },
  { name: 'ignore', initial: '', urlParameter: 'i' },
  { name: 'prune_from', initial: '', urlParameter: 'prunefrom' },
  { name: 'hide', initial: '', urlParameter: 'h' },
  { name: 'show', initial: '', urlParameter: 's' },
  { name: 'show_from', initial: '', urlParameter: 'sf' },
  { name: 'tagfocus', initial: '', urlParameter: 'tf' },
  { name: 'tagignore', initial: '', urlParameter: 'ti' },
  { name: 'tagshow', initial: '', urlParameter: 'ts' },
  { name: 'taghide', initial: '', urlParameter: 'th' },
  { name: 'noinlines', initial: false, urlParameter: 'noinlines' },
  { name: 'showcolumns', initial: false, urlParameter: 'showcolumns' },
  {
    name: 'granularity',
    initial: '',
    urlParameter: 'g',
    choices: ['functions', 'filefunctions', 'files', 'lines', 'addresses'],
  },
];

export const DEFAULT_PPROF_OPTIONS = Object.fromEntries(
  PPROF_OPTIONS.map(({ name, initial }) => [name, initial]),
) as unknown as PprofOptions;
