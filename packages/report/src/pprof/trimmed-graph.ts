import {
  BASE_LABEL,
  buildCallTree,
  findNodes,
  formatValue,
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
  if (options.call_tree && (format === 'dot' || format === 'callgrind'))
    return trimmedCallTree(report, input);
  const all = selectNodes(sumRows(input), options.drop_negative);
  const { nodeCutoff, edgeCutoff } = cutoffs(all, report);
  const heavy = nodeCutoff > 0 ? all.filter(({ cum }) => Math.abs(cum) >= nodeCutoff) : all;
  const droppedNodes = all.length - heavy.length;
  // What a node holds does not depend on which others are shown, only the edges do.
  const needsEdges = input.table.hasInlines || !isTable(format);
  const link = (rows: readonly { readonly number: number }[], isAll = false): GraphNode[] =>
    selectNodes(linkNodes(input, isAll ? undefined : setOf(rows, input.table.length)), options.drop_negative);
  let nodes = needsEdges ? link(heavy, droppedNodes === 0) : heavy.map((row) => nodeOf(input.table, row));
  const originalCount = nodes.length;
  sortNodes(nodes, report);
  if (options.nodecount > 0) {
    removeLightTags(nodes, nodeCutoff);
    removeLightEdges(nodes, edgeCutoff);
    const selected = nodes.slice(0, mostNodes(nodes, report));
    if (selected.length !== nodes.length) {
      nodes = needsEdges ? link(selected) : selected;
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
    objectNames:
      report.tellsFunctionsApart ?? ['raw', 'list', 'weblist', 'disasm', 'callgrind'].includes(format),
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
            format: (value, unit) => formatValue(value, unit, report.unit),
            hidden: BASE_LABEL.key,
          })
        : undefined,
  };
}

/** What a node holds, before it is known whether it is shown. */
interface NodeRow {
  readonly number: number;
  readonly flat: number;
  readonly cum: number;
  readonly flatDivisor: number;
  readonly cumDivisor: number;
}

function sumRows({ samples, table, weights, divisors }: GraphInput): NodeRow[] {
  const values = sumByNode(samples, table, weights);
  const parts = divisors && sumByNode(samples, table, divisors);
  const rows: NodeRow[] = [];
  for (let number = 0; number < table.length; number++) {
    rows.push({
      number,
      flat: values.flat[number]!,
      cum: values.cum[number]!,
      flatDivisor: parts?.flat[number] ?? 0,
      cumDivisor: parts?.cum[number] ?? 0,
    });
  }
  return rows;
}

function nodeOf(table: NodeTable, { number, flat, cum, flatDivisor, cumDivisor }: NodeRow): GraphNode {
  return Object.assign(new GraphNode(table.info(number), number), { flat, cum, flatDivisor, cumDivisor });
}

function setOf(rows: readonly { readonly number: number }[], length: number): Uint8Array {
  const set = new Uint8Array(length);
  for (const { number } of rows) set[number] = 1;
  return set;
}

function cutoffs(
  nodes: readonly { readonly flat: number }[],
  { options }: Report,
): { nodeCutoff: number; edgeCutoff: number } {
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
