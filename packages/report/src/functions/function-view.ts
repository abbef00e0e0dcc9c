import { type GraphNode, type NodeInfo, type Profile, type ValueType } from '@heaptide/profile';
import { DEFAULT_PPROF_OPTIONS, type PprofOptions } from '../pprof/pprof-options.js';
import { prepareReport } from '../pprof/pprof-report.js';
import type { Report } from '../pprof/report.js';
import { trimmedGraph } from '../pprof/trimmed-graph.js';

/** What to show of a profile. Patterns are RE2. */
export interface ViewOptions {
  readonly sampleType?: string | undefined;
  readonly focus?: string | undefined;
  readonly ignore?: string | undefined;
  readonly hide?: string | undefined;
  readonly show?: string | undefined;
  /** Only functions that match; their callers and callees stay. */
  readonly symbol?: string | undefined;
  /** Sort by what functions hold together with what they call. */
  readonly cum?: boolean | undefined;
}

/** The functions of a profile, told apart by name, file and start line, with callers and callees. */
export interface FunctionView {
  readonly sampleType: ValueType;
  /** What 100 % is: of the whole profile, whatever is shown of it. */
  readonly total: number;
  readonly functions: readonly GraphNode[];
}

/**
 * The functions to show, largest first; ties by name.
 *
 * @throws {HeaptideError} `HT_E_PPROF` for a bad pattern; `HT_E_NO_SUCH_TYPE`.
 */
export function viewFunctions(
  profile: Profile,
  view: ViewOptions,
  format: 'top' | 'tree',
  talk: (line: string) => void,
): FunctionView {
  const report = reportOf(profile, view, format, talk);
  const { nodes } = trimmedGraph(report);
  return {
    sampleType: { type: report.sampleType, unit: report.sampleUnit },
    total: report.total,
    functions: nodes.filter(({ info }) => report.symbol?.test(functionTitle(info)) ?? true),
  };
}

/** The report of pprof that a view is made of, without its trimming, and with functions told apart. */
export function reportOf(
  profile: Profile,
  view: ViewOptions,
  format: 'top' | 'tree' | 'list',
  talk: (line: string) => void,
): Report {
  const options: PprofOptions = {
    ...DEFAULT_PPROF_OPTIONS,
    granularity: 'filefunctions',
    trim: false,
    sort: view.cum === true ? 'cum' : 'flat',
    sample_index: view.sampleType ?? '',
    focus: view.focus ?? '',
    ignore: view.ignore ?? '',
    hide: view.hide ?? '',
    show: view.show ?? '',
  };
  const report = prepareReport(profile, { format, options, symbol: view.symbol }, talk);
  return { ...report, tellsFunctionsApart: true };
}

/** `newSession src/session.js:12`. */
export function functionTitle({ name, file, startLine }: NodeInfo): string {
  const place = file === '' ? '' : ` ${file}${startLine > 0 ? `:${startLine}` : ''}`;
  return `${name === '' ? '<unknown>' : name}${place}`;
}

/** A function in JSON; fields that are not known are left out. */
export interface FunctionJson {
  readonly function: string;
  readonly file?: string;
  /** 1-based line where it begins. */
  readonly line?: number;
}

export function functionJson({ name, file, startLine }: NodeInfo): FunctionJson {
  return { function: name, ...(file !== '' && { file }), ...(startLine > 0 && { line: startLine }) };
}
