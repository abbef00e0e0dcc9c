import {
  BASE_LABEL,
  buildCallTree,
  findNodes,
  type GraphInput,
  GraphNode,
  Int64Sum,
  linkNodes,
  type NodeTable,
  removeLightEdges,
  removeLightTags,
  removeRedundantEdges,
  selectNodes,
  sortByCum,
  sortByEntropy,
  sortByFlat,
  sumByNode,
  TagCollector,
  trimCallTree,
  truncate,
} from '@heaptide/profile';
import { valueLabel } from '../go-format/value-label.js';
import { type Report, weightsOf } from './report.js';
import { trimSourcePath } from './trim-path.js';

/** The nodes that a report shows, and what was left out. */
export interface TrimmedGraph {
  /** In the order of the report. */
  readonly nodes: GraphNode[];
  /** How many there were before the number of nodes was limited. */
  readonly originalCount: number;
  readonly droppedNodes: number;
  readonly droppedEdges: number;
}

/** Tags count as nodes where the nodes of a drawing are counted; at most so many a node. */
const MOST_TAGS = 4;

/**
 * Builds the graph of a report and leaves out what weighs too little or is too much to show.
 *
 * Method: google/pprof `internal/report/report.go`.
 */
export function trimmedGraph(report: Report): TrimmedGraph {
  const { format, options } = report;
  const input = graphInput(report);
  if (options.call_tree && (format === 'dot' || format === 'callgrind')) return trimmedCallTree(report, input);
  const needsEdges = !(isTable(format) && !input.table.hasInlines);
  const link = (kept?: Uint8Array): GraphNode[] =>
    selectNodes(needsEdges ? linkNodes(input, kept) : sumNodes(input, kept), options.drop_negative);

  const sums = sumNodes(input);
  const all = selectNodes(sums, options.drop_negative);
  const { nodeCutoff, edgeCutoff } = cutoffs(all, report);
  const numbers = new Map(input.table.nodes.map((info, i) => [info, i]));
  const setOf = (nodes: readonly GraphNode[]): Uint8Array => {
    const kept = new Uint8Array(numbers.size);
    for (const { info } of nodes) kept[numbers.get(info)!] = 1;
    return kept;
  };
  const heavy = nodeCutoff > 0 ? all.filter(({ cum }) => Math.abs(cum) >= nodeCutoff) : all;
  const droppedNodes = all.length - heavy.length;
  let nodes = link(droppedNodes > 0 ? setOf(heavy) : undefined);
  const originalCount = nodes.length;
  sortNodes(nodes, report);
  if (options.nodecount > 0) {
    removeLightTags(nodes, nodeCutoff);
    removeLightEdges(nodes, edgeCutoff);
    const selected = nodes.slice(0, mostNodes(nodes, report));
    if (selected.length !== nodes.length) {
      nodes = link(setOf(selected));
      sortNodes(nodes, report);
    }
  }
  return { nodes, originalCount, droppedNodes, droppedEdges: finish(nodes, report, nodeCutoff, edgeCutoff) };
}

/** All nodes, untrimmed, in no order. */
export function wholeGraph(report: Report): GraphNode[] {
  return selectNodes(linkNodes(graphInput(report)), report.options.drop_negative);
}

function trimmedCallTree(report: Report, input: GraphInput): TrimmedGraph {
  let nodes = selectNodes(buildCallTree(input), report.options.drop_negative);
  const { nodeCutoff, edgeCutoff } = cutoffs(nodes, report);
  let droppedNodes = 0;
  const trim = (kept: readonly GraphNode[]): void => {
    nodes = trimCallTree(nodes, new Set(kept));
    removeRedundantEdges(nodes);
  };
  if (nodeCutoff > 0) {
    const heavy = nodes.filter(({ cum }) => Math.abs(cum) >= nodeCutoff);
    droppedNodes = nodes.length - heavy.length;
    if (droppedNodes > 0) trim(heavy);
  }
  const originalCount = nodes.length;
  sortNodes(nodes, report);
  if (report.options.nodecount > 0) {
    removeLightTags(nodes, nodeCutoff);
    removeLightEdges(nodes, edgeCutoff);
    const selected = nodes.slice(0, mostNodes(nodes, report));
    if (selected.length !== nodes.length) {
      trim(selected);
      sortNodes(nodes, report);
    }
  }
  return { nodes, originalCount, droppedNodes, droppedEdges: finish(nodes, report, nodeCutoff, edgeCutoff) };
}

function graphInput(report: Report): GraphInput {
  const { profile, options, format } = report;
  const { trim_path: trimPath, source_path: sourcePath } = options;
  const table = findNodes(profile, {
    objectNames: report.tellsFunctionsApart ?? ['raw', 'list', 'weblist', 'disasm', 'callgrind'].includes(format),
    trimPath: (path) => trimSourcePath(path, trimPath, sourcePath),
  });
  return {
    samples: profile.samples,
    table,
    weights: weightsOf(profile, report.column),
    divisors: options.mean ? weightsOf(profile, 0) : undefined,
    tags:
      format === 'dot'
        ? new TagCollector(profile, {
            bytesUnit: report.labelUnits.get('bytes') ?? '',
            format: (value, unit) => valueLabel(value, unit, report.unit),
            hidden: BASE_LABEL.key,
          })
        : undefined,
  };
}

function sumNodes(input: GraphInput, kept?: Uint8Array): GraphNode[] {
  const { samples, weights, divisors } = input;
  const table: NodeTable = input.table;
  const values = sumByNode(samples, table, weights);
  const parts = divisors && sumByNode(samples, table, divisors);
  const nodes: GraphNode[] = [];
  table.nodes.forEach((info, i) => {
    if (kept?.[i] === 0) return;
    const node = new GraphNode(info);
    node.flat = values.flat[i]!;
    node.cum = values.cum[i]!;
    node.flatDivisor = parts?.flat[i] ?? 0;
    node.cumDivisor = parts?.cum[i] ?? 0;
    nodes.push(node);
  });
  return nodes;
}

function cutoffs(nodes: readonly GraphNode[], { options }: Report): { nodeCutoff: number; edgeCutoff: number } {
  const total = nodes.reduce((sum, { flat }) => sum.add(flat), new Int64Sum()).value;
  return {
    nodeCutoff: Math.abs(truncate(total * options.nodefraction)),
    edgeCutoff: Math.abs(truncate(total * options.edgefraction)),
  };
}

function sortNodes(nodes: GraphNode[], { format, options }: Report): void {
  if (format === 'dot') sortByEntropy(nodes);
  else if (options.sort === 'cum') sortByCum(nodes);
  else sortByFlat(nodes);
}

/** How many of the nodes to keep; in a drawing, tags take places too. */
function mostNodes(nodes: readonly GraphNode[], { format, options }: Report): number {
  const most = options.nodecount;
  if (format !== 'dot') return most;
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    count += 1 + Math.min(countTags(nodes[i]!), MOST_TAGS);
    if (count >= most) return i + 1;
  }
  return most;
}

function countTags({ tags }: GraphNode): number {
  if (tags === undefined) return 0;
  const all = [tags.labels, ...tags.numbers.values()].flatMap((each) => [...each.values()]);
  return all.filter(({ flat }) => flat !== 0).length;
}

function finish(nodes: readonly GraphNode[], report: Report, nodeCutoff: number, edgeCutoff: number): number {
  removeLightTags(nodes, nodeCutoff);
  const dropped = removeLightEdges(nodes, edgeCutoff);
  if (report.format === 'dot') removeRedundantEdges(nodes);
  return dropped;
}

function isTable(format: Report['format']): boolean {
  return format === 'top' || format === 'text' || format === 'topproto';
}
