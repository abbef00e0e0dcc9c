import {
  baseName,
  divide,
  edgeWeight,
  type GraphEdge,
  type GraphNode,
  nameComponents,
  sortEdges,
} from '@heaptide/profile';
import { percentage } from '../../go-format/percentage.js';
import { fillColor, strokeColor } from './dot-color.js';
import { escapeDot } from './escape-dot.js';
import { reportHeader } from '../header.js';
import { nodelets } from './nodelets.js';
import { formatAmount, inOneUnit, type Report } from '../report.js';
import { shortFunctionName } from './short-name.js';
import { trimmedGraph } from '../trimmed-graph.js';

const SMALLEST_FONT = 8;
const FONT_GROWTH = 16;

/**
 * The graph of calls in the language of graphviz's dot.
 *
 * Whatever a profile says is escaped, also where google/pprof leaves that out (programs, files, labels, units), so that
 * no text can end its string and add attributes such as a URL.
 */
export function renderDot(untrimmed: Report): string {
  const graph = trimmedGraph(untrimmed);
  const report = inOneUnit(untrimmed, graph.nodes);
  const title = escapeDot(titleOf(report));
  const lines = [
    `digraph "${title === '' ? 'unnamed' : title}" {`,
    'node [style=filled fillcolor="#f8f8f8"]',
    legend(title, reportHeader(report, graph, { full: true })),
  ];
  const ids = new Map(graph.nodes.map((node, i) => [node, i + 1]));
  const largest = graph.nodes.reduce((most, { flatValue }) => Math.max(most, Math.abs(flatValue)), 0);
  const withNodelets = new Set<GraphNode>();
  for (const [node, id] of ids) {
    lines.push(nodeLine(report, node, id, largest));
    const boxes = nodelets(node, id, (value) => amountText(report, value));
    if (boxes.length > 0) withNodelets.add(node);
    lines.push(...boxes);
  }
  const idOf = (node: GraphNode): number => ids.get(node) ?? 0;
  for (const edge of sortEdges(graph.nodes.flatMap((node) => [...node.out.values()]))) {
    const attributes = edgeAttributes(report, edge, withNodelets.has(edge.source));
    lines.push(`N${idOf(edge.source)} -> N${idOf(edge.target)} [${attributes}]`);
  }
  return `${lines.join('\n')}\n}\n`;
}

function titleOf({ profile: { mappings, strings } }: Report): string {
  const file = mappings.length === 0 ? '' : strings.get(mappings.filename[0]!);
  return file === '' ? '' : baseName(file);
}

function legend(title: string, labels: readonly string[]): string {
  const text = `${labels.map(escapeDot).join('\\l')}\\l`;
  const tooltip = title === '' ? '' : ` tooltip="${title}"`;
  return `subgraph cluster_L { "${escapeDot(labels[0]!)}" [shape=box fontsize=16 label="${text}"${tooltip}] }`;
}

function nodeLine(report: Report, node: GraphNode, id: number, largest: number): string {
  const { flatValue: flat, cumValue: cum } = node;
  const { total } = report;
  const amount = (value: number): string => amountText(report, value);
  const share = (value: number): string => `(${percentage(value, total).trim()})`;
  let label = boxName(node) + (flat === 0 ? '0' : `${amount(flat)} ${share(flat)}`);
  if (cum !== flat) label += `${flat === 0 ? ' ' : '\\n'}of ${amount(cum)} ${share(cum)}`;
  const growth = flat === 0 ? 0 : Math.ceil(FONT_GROWTH * Math.sqrt(Math.abs(flat) / largest));
  const score = cum / Math.abs(total);
  const attributes = [
    `label="${label}"`,
    `id="node${id}"`,
    `fontsize=${SMALLEST_FONT + growth}`,
    'shape=box',
    `tooltip="${escapeDot(node.name)} (${amount(cum)})"`,
    `color="${strokeColor(score)}"`,
    `fillcolor="${fillColor(score)}"`,
  ];
  return `N${id} [${attributes.join(' ')}]`;
}

/** One line for each part of the name. */
function boxName({ info }: GraphNode): string {
  const name = escapeDot(shortFunctionName(info.name))
    .replaceAll('::', '\\n')
    .replaceAll('[...]', '[…]')
    .replaceAll('.', '\\n');
  const file = info.file === '' ? '' : escapeDot(baseName(info.file));
  const objectFile = info.objectFile === '' ? '' : escapeDot(baseName(info.objectFile));
  return `${nameComponents({ ...info, name, file, objectFile }).join('\\n')}\\n`;
}

/** The unit of a sample type may be any text. */
function amountText(report: Report, value: number): string {
  return escapeDot(formatAmount(report, value));
}

function edgeAttributes(report: Report, edge: GraphEdge, hasNodelets: boolean): string {
  const { total } = report;
  const weight = edgeWeight(edge);
  const text = amountText(report, weight);
  const attributes = [`label=" ${text}${edge.inline ? '\\n (inline)' : ''}"`];
  if (total !== 0) {
    const grade = (most: number): number => 1 + Math.min(Math.abs(partOf(weight, most, total)), most);
    if (grade(100) > 1) attributes.push(`weight=${grade(100)}`);
    if (grade(5) > 1) attributes.push(`penwidth=${grade(5)}`);
    attributes.push(`color="${strokeColor(weight / Math.abs(total))}"`);
  }
  const names = [edge.source.name, edge.target.name].map(escapeDot);
  const tooltip = `"${names.join(edge.residual ? ' ... ' : ' -> ')} (${text})"`;
  attributes.push(`tooltip=${tooltip}`, `labeltooltip=${tooltip}`);
  if (edge.residual) attributes.push('style="dotted"');
  if (hasNodelets) attributes.push('minlen=2');
  return attributes.join(' ');
}

/** `weight * parts / total` in integers of 64 bits, overflow included. */
function partOf(weight: number, parts: number, total: number): number {
  const product = weight * parts;
  if (Number.isSafeInteger(product)) return divide(product, total);
  return Number(BigInt.asIntN(64, BigInt(product)) / BigInt(total));
}
