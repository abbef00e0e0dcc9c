import {
  addLabelFrames,
  aggregate,
  encodeProfile,
  gzip,
  HeaptideError,
  numericLabelUnits,
  type Profile,
} from '@heaptide/profile';
import { renderCallgrind } from './callgrind.js';
import { compilePattern } from './compile-pattern.js';
import { renderDot } from './dot/render-dot.js';
import { applyFocus } from './focus.js';
import { renderList } from './list.js';
import { overrideOptions } from './override-options.js';
import type { Granularity, PprofOptions } from './pprof-options.js';
import { renderProto } from './proto.js';
import { renderRaw } from './raw.js';
import { columnOf, type Report, totalOf } from './report.js';
import { renderTags } from './tags.js';
import { renderText } from './text.js';
import { topProfile } from './top-proto.js';
import { renderTraces } from './traces.js';
import { renderTree } from './tree.js';

/** The reports that are made here; the others of pprof (svg, web, ...) are made out of `dot` and `callgrind`. */
export type PprofFormat =
  | 'callgrind'
  | 'comments'
  | 'disasm'
  | 'dot'
  | 'list'
  | 'peek'
  | 'proto'
  | 'raw'
  | 'tags'
  | 'text'
  | 'top'
  | 'topproto'
  | 'traces'
  | 'tree'
  | 'weblist';

export interface PprofRequest {
  readonly format: PprofFormat;
  /** RE2, for `peek`, `list`, `weblist` and `disasm`. */
  readonly symbol?: string | undefined;
  readonly options: PprofOptions;
}

/** What a report needs of the world. */
export interface PprofSurroundings {
  /** Takes a line for stderr, such as `Focus expression matched no samples`. */
  readonly talk: (line: string) => void;
  /** Contents of a source file, or `undefined` where there is none at this path. */
  readonly readSource: (path: string) => string | undefined;
  /** Where sources are looked for when `source_path` is not set: the working directory. */
  readonly workingDirectory: string;
}

/**
 * One report of a profile, byte for byte as google/pprof prints it: text, or the gzipped profile for `proto` and
 * `topproto`. In `dot` more is escaped than there: see {@link renderDot}.
 *
 * @throws {HeaptideError} `HT_E_PPROF` in pprof's words: a bad regexp, no match for `symbol`; `HT_E_NO_SUCH_TYPE`.
 */
export async function generatePprofReport(
  profile: Profile,
  request: PprofRequest,
  surroundings: PprofSurroundings,
): Promise<string | Uint8Array> {
  const report = prepareReport(profile, request, surroundings.talk);
  switch (report.format) {
    case 'top':
    case 'text':
      return renderText(report);
    case 'tree':
    case 'peek':
      return renderTree(report);
    case 'traces':
      return renderTraces(report);
    case 'raw':
      return renderRaw(report.profile);
    case 'tags':
      return renderTags(report);
    case 'comments':
      return report.profile.comments.map((comment) => `${comment}\n`).join('');
    case 'dot':
      return renderDot(report);
    case 'callgrind':
      return renderCallgrind(report);
    case 'list':
      return renderList(report, surroundings);
    case 'proto':
      return renderProto(report);
    case 'topproto':
      return gzip(encodeProfile(topProfile(report)));
    case 'disasm':
    case 'weblist':
      throw new HeaptideError('HT_E_PPROF', `no matches found for regexp ${report.symbolText}`);
  }
}

/** Filters and aggregates a profile for a report. @throws {HeaptideError} as {@link generatePprofReport}. */
export function prepareReport(
  profile: Profile,
  { format, symbol = '', options: given }: PprofRequest,
  talk: (line: string) => void,
): Report {
  const { units: labelUnits, ignored } = numericLabelUnits(profile);
  for (const [key, units] of ignored) {
    talk(`For tag ${key} used unit ${labelUnits.get(key)!}, also encountered unit(s) ${units.join(', ')}`);
  }
  const options = overrideOptions(format, given);
  const tagged = withLabelFrames(profile, options, talk);
  const focus = (all: Profile): Profile => applyFocus(all, { options, labelUnits, talk });
  const measured = options.relative_percentages ? focus(tagged) : tagged;
  const column = columnOf(measured, options);
  const { type, unit } = measured.sampleTypes[column]!;
  if (options.divide_by === 0) throw new HeaptideError('HT_E_PPROF', 'zero divisor specified');
  const pattern = symbol === '' ? undefined : compilePattern(symbol, `parsing argument regexp ${symbol}`);
  const total = totalOf(measured, column, options.mean);
  const focused = options.relative_percentages ? measured : focus(measured);
  return {
    profile: aggregateFor(options, focused),
    format,
    options,
    column,
    sampleType: options.mean ? `mean_${type}` : type,
    sampleUnit: unit,
    total,
    unit: options.unit,
    labelUnits,
    symbol: pattern,
    symbolText: symbol,
  };
}

function withLabelFrames(profile: Profile, options: PprofOptions, talk: (line: string) => void): Profile {
  const keys = (list: string): string[] => list.split(',').filter((key) => key !== '');
  const [root, leaf] = [keys(options.tagroot), keys(options.tagleaf)];
  if (root.length + leaf.length === 0) return profile;
  const { profile: tagged, matched } = addLabelFrames(profile, { root, leaf, unit: options.unit });
  if (options.tagroot !== '' && !matched.root) talk('TagRoot expression matched no samples');
  if (options.tagleaf !== '' && !matched.leaf) talk('TagLeaf expression matched no samples');
  return tagged;
}

/** What each granularity tells apart. */
const KNOWN: Readonly<Record<Granularity, readonly ('functions' | 'files' | 'lines' | 'addresses')[]>> = {
  '': ['functions'],
  functions: ['functions'],
  filefunctions: ['functions', 'files'],
  files: ['files'],
  lines: ['functions', 'files', 'lines'],
  addresses: ['functions', 'files', 'lines', 'addresses'],
};

function aggregateFor({ granularity, noinlines, showcolumns }: PprofOptions, profile: Profile): Profile {
  if (granularity === 'addresses' && !noinlines) return profile;
  const known = KNOWN[granularity];
  return aggregate(profile, {
    inlines: !noinlines,
    functions: known.includes('functions'),
    files: known.includes('files'),
    lines: known.includes('lines'),
    addresses: known.includes('addresses'),
    columns: showcolumns,
  });
}
