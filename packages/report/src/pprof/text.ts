import { type GraphNode, Int64Sum } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import { reportHeader } from './header.js';
import { formatAmount, inOneUnit, type Report } from './report.js';
import { trimmedGraph } from './trimmed-graph.js';

/** One row of the table of functions; values in the unit of the sample type. */
export interface TextItem {
  readonly name: string;
  /** `(inline)`, `(partial-inline)` or `''`. */
  readonly inlineLabel: string;
  readonly flat: number;
  readonly cum: number;
  readonly flatFormat: string;
  readonly cumFormat: string;
}

/** The rows of the table of functions, and the header of the report. */
export function textItems(untrimmed: Report): { report: Report; items: TextItem[]; labels: string[] } {
  const graph = trimmedGraph(untrimmed);
  const report = inOneUnit(untrimmed, graph.nodes);
  const items = graph.nodes.map((node) => {
    const { name, flatValue: flat, cumValue: cum } = node;
    const [flatFormat, cumFormat] = [formatAmount(report, flat), formatAmount(report, cum)];
    return { name, inlineLabel: inlineLabel(node), flat, cum, flatFormat, cumFormat };
  });
  return { report, items, labels: reportHeader(report, graph) };
}

/** The table of functions: `top` and `text`. */
export function renderText(untrimmed: Report): string {
  const { report, items, labels } = textItems(untrimmed);
  const { total } = report;
  const lines = [...labels, '      flat  flat%   sum%        cum   cum%'];
  const sum = new Int64Sum();
  for (const { name, inlineLabel, flat, cum, flatFormat, cumFormat } of items) {
    sum.add(flat);
    const shares = [percentage(flat, total), percentage(sum.value, total)].join(' ');
    const inline = inlineLabel === '' ? '' : ` ${inlineLabel}`;
    lines.push(
      `${flatFormat.padStart(10)} ${shares} ${cumFormat.padStart(10)} ${percentage(cum, total)}  ${name}${inline}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function inlineLabel(node: GraphNode): string {
  let [inlined, called] = [false, false];
  for (const { inline } of node.in.values()) {
    if (inline) inlined = true;
    else called = true;
  }
  if (!inlined) return '';
  return called ? '(partial-inline)' : '(inline)';
}
