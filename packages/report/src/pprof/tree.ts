import { type GraphEdge, HeaptideError, Int64Sum, sortEdges } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import { reportHeader } from './header.js';
import { formatAmount, inOneUnit, type Report } from './report.js';
import { trimmedGraph } from './trimmed-graph.js';

const SEPARATOR = '----------------------------------------------------------+-------------';
const LEGEND = '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ';

/**
 * Each function between its callers and its callees: `tree`, and `peek` where the report has a symbol.
 *
 * @throws {HeaptideError} `HT_E_PPROF` when no function matches the symbol.
 */
export function renderTree(untrimmed: Report): string {
  const graph = trimmedGraph(untrimmed);
  const report = inOneUnit(untrimmed, graph.nodes);
  const { total, symbol } = report;
  const lines = [...reportHeader(report, graph), SEPARATOR, LEGEND];
  const shown = graph.nodes.filter(({ name }) => symbol?.test(name) ?? true);
  const sum = new Int64Sum();
  for (const node of shown) {
    const { name, flatValue: flat, cumValue: cum } = node;
    const edgeLine = ({ weight, inline }: GraphEdge, other: string): string =>
      `${formatAmount(report, weight).padStart(50)} ${percentage(weight, cum)} |   ${other}${inline ? ' (inline)' : ''}`;
    sum.add(flat);
    const flatCells = `${formatAmount(report, flat).padStart(10)} ${percentage(flat, total)}`;
    const cumCells = `${formatAmount(report, cum).padStart(10)} ${percentage(cum, total)}`;
    lines.push(SEPARATOR);
    for (const edge of sortEdges(node.in.values())) lines.push(edgeLine(edge, edge.source.name));
    lines.push(`${flatCells} ${percentage(sum.value, total)} ${cumCells}                | ${name}`);
    for (const edge of sortEdges(node.out.values())) lines.push(edgeLine(edge, edge.target.name));
  }
  if (graph.nodes.length > 0) lines.push(SEPARATOR);
  if (symbol && shown.length === 0) {
    throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${report.symbolText}`);
  }
  return `${lines.join('\n')}\n`;
}
