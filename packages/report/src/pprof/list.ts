import { compareUtf8, type GraphNode, HeaptideError } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import type { PprofSurroundings } from './pprof-report.js';
import { formatAmount, type Report } from './report.js';
import { SourceReader } from './source-reader.js';
import { wholeGraph } from './trimmed-graph.js';

/** Lines shown before the first and after the last sample. */
const MARGIN = 5;

/** A function in one of its files. Amounts are in the unit of the sample type. */
export interface ListedFunction {
  readonly name: string;
  /** `''` where the profile names no file. */
  readonly file: string;
  readonly flat: number;
  readonly cum: number;
  readonly lines: readonly ListedLine[];
  /** Why there are no lines. */
  readonly error?: string;
}

export interface ListedLine {
  /** 1-based. */
  readonly line: number;
  readonly flat: number;
  readonly cum: number;
  readonly source: string;
}

/**
 * The sources of the functions that match the symbol, with what their lines hold; by name, then by file.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when no function matches.
 */
export function listFunctions(report: Report, surroundings: PprofSurroundings): ListedFunction[] {
  const byName = groupBy(
    wholeGraph(report).filter(({ info }) => report.symbol!.test(info.name)),
    ({ info }) => info.name,
  );
  if (byName.size === 0) {
    throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${report.symbolText}`);
  }
  const reader = new SourceReader(surroundings, report.options);
  return [...byName.keys()].sort(compareUtf8).flatMap((name): ListedFunction[] => {
    const byFile = groupBy(
      byName.get(name)!.filter(({ info }) => info.file !== ''),
      ({ info }) => info.file,
    );
    if (byFile.size === 0) {
      return [{ name, file: '', ...sumOf(byName.get(name)!), lines: [], error: 'no source information' }];
    }
    return [...byFile.keys()].sort(compareUtf8).map((file) => {
      const nodes = byFile.get(file)!;
      const source = reader.lines(file);
      const listed = { name, file, ...sumOf(nodes) };
      if (typeof source === 'string') return { ...listed, lines: [], error: source };
      return { ...listed, lines: linesOf(nodes, source) };
    });
  });
}

/** Annotated sources: `list`. @throws {HeaptideError} as {@link listFunctions}. */
export function renderList(report: Report, surroundings: PprofSurroundings): string {
  const amount = (value: number): string => formatAmount(report, value);
  const cell = (value: number): string => (value === 0 ? '.' : amount(value)).padStart(10);
  const lines = [`Total: ${amount(report.total)}`];
  for (const { name, file, flat, cum, lines: source, error } of listFunctions(report, surroundings)) {
    if (file === '') {
      lines.push(`No source information for ${name}`);
      continue;
    }
    lines.push(
      `ROUTINE ======================== ${name} in ${file}`,
      `${amount(flat).padStart(10)} ${amount(cum).padStart(10)} (flat, cum) ${percentage(cum, report.total)} of Total`,
    );
    for (const each of source) {
      lines.push(`${cell(each.flat)} ${cell(each.cum)} ${String(each.line).padStart(6)}:${each.source}`);
    }
    if (error !== undefined) lines.push(` Error: ${error}`);
  }
  return `${lines.join('\n')}\n`;
}

function linesOf(nodes: GraphNode[], source: readonly string[]): ListedLine[] {
  const { first, last } = extent(nodes);
  const byLine = groupBy(nodes, ({ info }) => info.line);
  const lines: ListedLine[] = [];
  for (let line = first; line <= last && line <= source.length; line++) {
    lines.push({ line, ...sumOf(byLine.get(line) ?? []), source: source[line - 1]! });
  }
  return lines;
}

/** From the beginning of the function, where it is known, to the margin after the last sample. */
function extent(nodes: readonly GraphNode[]): { first: number; last: number } {
  const start = ({ info }: GraphNode): number => (info.startLine === 0 ? info.line - MARGIN : info.startLine);
  const first = nodes.reduce((least, node) => Math.min(least, start(node)), Infinity);
  const last = nodes.reduce((most, { info }) => Math.max(most, info.line + MARGIN), 0);
  return { first: Math.max(1, first), last };
}

function sumOf(nodes: readonly GraphNode[]): { flat: number; cum: number } {
  return nodes.reduce((sum, { flat, cum }) => ({ flat: sum.flat + flat, cum: sum.cum + cum }), {
    flat: 0,
    cum: 0,
  });
}

function groupBy<Key>(nodes: readonly GraphNode[], keyOf: (node: GraphNode) => Key): Map<Key, GraphNode[]> {
  const groups = new Map<Key, GraphNode[]>();
  for (const node of nodes) {
    const key = keyOf(node);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return groups;
}
