import { compareUtf8, type GraphNode, HeaptideError } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import { profileHeader } from '../pprof/header.js';
import type { PprofSurroundings } from '../pprof/pprof-report.js';
import { formatAmount, type Report } from '../pprof/report.js';
import { SourceReader } from '../pprof/source-reader.js';
import { wholeGraph } from '../pprof/trimmed-graph.js';

export interface SourceLine {
  readonly number: number;
  /** `''` for nothing; likewise `cum`. */
  readonly flat: string;
  readonly cum: string;
  /** Part of what the heaviest line of the function holds, 0 to 1. */
  readonly heat: number;
  readonly text: string;
}

/** A function in one file, with what its lines hold. */
export interface SourceRoutine {
  readonly name: string;
  readonly file: string;
  readonly flat: string;
  readonly cum: string;
  readonly cumShare: string;
  readonly lines: readonly SourceLine[];
  /** Why there are no lines; `''` where there are. */
  readonly problem: string;
}

export interface SourceListing {
  readonly routines: readonly SourceRoutine[];
  readonly labels: readonly string[];
  readonly total: string;
  /** Functions that match but are not listed. */
  readonly left: number;
}

/** Lines shown before the first and after the last sample, and most of a function. */
const MARGIN = 5;
const MOST_LINES = 2000;
const LINE_LIMIT = 400;

/**
 * The source of the functions that match the symbol, the heaviest first: `list` for a page. Sources are looked for where
 * `list` does, and also where the URL of a module says that it came from.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when no function matches.
 */
export function sourceListing(
  report: Report,
  surroundings: Pick<PprofSurroundings, 'readSource' | 'workingDirectory'>,
  most: number,
): SourceListing {
  const { symbol, symbolText, total } = report;
  const matching = wholeGraph(report).filter(({ info }) => symbol?.test(info.name) ?? true);
  if (matching.length === 0) {
    throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${symbolText}`);
  }
  const groups = [...grouped(matching).values()].map((nodes) => ({ nodes, ...sumOf(nodes) }));
  groups.sort(
    (a, b) =>
      Math.abs(b.flat) - Math.abs(a.flat) ||
      Math.abs(b.cum) - Math.abs(a.cum) ||
      compareUtf8(a.nodes[0]!.info.name, b.nodes[0]!.info.name),
  );
  const reader = new SourceReader({ ...surroundings, talk: () => undefined }, report.options);
  const amount = (value: number): string => (value === 0 ? '' : formatAmount(report, value));
  const routines = groups.slice(0, most).map(({ nodes, flat, cum }) => {
    const { name, file } = nodes[0]!.info;
    const found = file === '' ? 'the profile names no file' : reader.lines(pathOf(file));
    return {
      name,
      file: pathOf(file),
      flat: formatAmount(report, flat),
      cum: formatAmount(report, cum),
      cumShare: percentage(cum, total).trim(),
      ...(typeof found === 'string'
        ? { lines: [], problem: found }
        : { lines: annotated(nodes, found, amount), problem: '' }),
    };
  });
  return {
    routines,
    labels: profileHeader(report),
    total: formatAmount(report, total),
    left: groups.length - routines.length,
  };
}

/** ES modules are known by URL; cleaning it as a path has left it one slash. */
function pathOf(file: string): string {
  if (!/^file:\/+/.test(file)) return file;
  const path = file.replace(/^file:\/+/, '/');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function annotated(
  nodes: readonly GraphNode[],
  source: readonly string[],
  amount: (value: number) => string,
): SourceLine[] {
  const byLine = new Map<number, { flat: number; cum: number }>();
  let [first, last] = [Infinity, 0];
  for (const { info, flat, cum } of nodes) {
    const sum = byLine.get(info.line) ?? { flat: 0, cum: 0 };
    byLine.set(info.line, { flat: sum.flat + flat, cum: sum.cum + cum });
    first = Math.min(first, info.startLine === 0 ? info.line - MARGIN : info.startLine);
    last = Math.max(last, info.line + MARGIN);
  }
  const heaviest = [...byLine.values()].reduce((most, { cum }) => Math.max(most, Math.abs(cum)), 0);
  const lines: SourceLine[] = [];
  const end = Math.min(last, source.length, Math.max(1, first) + MOST_LINES - 1);
  for (let number = Math.max(1, first); number <= end; number++) {
    const { flat, cum } = byLine.get(number) ?? { flat: 0, cum: 0 };
    lines.push({
      number,
      flat: amount(flat),
      cum: amount(cum),
      heat: heaviest === 0 ? 0 : Math.abs(cum) / heaviest,
      text: source[number - 1]!.slice(0, LINE_LIMIT),
    });
  }
  return lines;
}

function grouped(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = `${node.info.file.length}:${node.info.file}${node.info.name}`;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return groups;
}

function sumOf(nodes: readonly GraphNode[]): { flat: number; cum: number } {
  return nodes.reduce((sum, { flat, cum }) => ({ flat: sum.flat + flat, cum: sum.cum + cum }), {
    flat: 0,
    cum: 0,
  });
}
