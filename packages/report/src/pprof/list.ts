import { compareUtf8, type GraphNode, HeaptideError } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import type { PprofSurroundings } from './pprof-report.js';
import { formatAmount, type Report } from './report.js';
import { SourceReader } from './source-reader.js';
import { wholeGraph } from './trimmed-graph.js';

/** Lines shown before the first and after the last sample. */
const MARGIN = 5;

/**
 * The source of each function that matches the symbol, with what its lines hold.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when no function matches.
 */
export function renderList(report: Report, surroundings: PprofSurroundings): string {
  const byName = groupBy(
    wholeGraph(report).filter(({ info }) => report.symbol!.test(info.name)),
    ({ info }) => info.name,
  );
  if (byName.size === 0) {
    throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${report.symbolText}`);
  }
  const reader = new SourceReader(surroundings, report.options);
  const amount = (value: number): string => formatAmount(report, value);
  const lines = [`Total: ${amount(report.total)}`];
  for (const name of [...byName.keys()].sort(compareUtf8)) {
    const byFile = groupBy(
      byName.get(name)!.filter(({ info }) => info.file !== ''),
      ({ info }) => info.file,
    );
    if (byFile.size === 0) lines.push(`No source information for ${name}`);
    for (const file of [...byFile.keys()].sort(compareUtf8)) {
      const nodes = byFile.get(file)!;
      const { flat, cum } = sumOf(nodes);
      lines.push(
        `ROUTINE ======================== ${name} in ${file}`,
        `${amount(flat).padStart(10)} ${amount(cum).padStart(10)} (flat, cum) ${percentage(cum, report.total)} of Total`,
      );
      const source = reader.lines(file);
      if (typeof source === 'string') lines.push(` Error: ${source}`);
      else lines.push(...annotated(nodes, source, (value) => (value === 0 ? '.' : amount(value))));
    }
  }
  return `${lines.join('\n')}\n`;
}

function annotated(nodes: GraphNode[], source: readonly string[], amount: (value: number) => string): string[] {
  const { first, last } = extent(nodes);
  const byLine = groupBy(nodes, ({ info }) => info.line);
  const lines: string[] = [];
  for (let line = first; line <= last && line <= source.length; line++) {
    const { flat, cum } = sumOf(byLine.get(line) ?? []);
    const cells = [amount(flat).padStart(10), amount(cum).padStart(10), String(line).padStart(6)];
    lines.push(`${cells.join(' ')}:${source[line - 1]!}`);
  }
  return lines;
}

/** From the beginning of the function, where it is known, to the margin after the last sample. */
function extent(nodes: readonly GraphNode[]): { first: number; last: number } {
  const start = ({ info }: GraphNode): number => (info.startLine === 0 ? info.line - MARGIN : info.startLine);
  return {
    first: Math.max(1, Math.min(...nodes.map(start))),
    last: Math.max(...nodes.map(({ info }) => info.line + MARGIN)),
  };
}

function sumOf(nodes: readonly GraphNode[]): { flat: number; cum: number } {
  return nodes.reduce((sum, { flat, cum }) => ({ flat: sum.flat + flat, cum: sum.cum + cum }), { flat: 0, cum: 0 });
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
