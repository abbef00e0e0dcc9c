import { type GraphEdge, type GraphNode, HeaptideError, Int64Sum, sortEdges } from '@heaptide/profile';
import { percentage } from '../go-format/percentage.js';
import { reportHeader } from '../pprof/header.js';
import { formatAmount, inOneUnit, type Report } from '../pprof/report.js';
import { trimmedGraph } from '../pprof/trimmed-graph.js';

/** A function beside the one that a section is about, and what passes between the two. */
export interface PeekCall {
  readonly amount: string;
  /** Of what the function of the section holds with its callees. */
  readonly share: string;
  readonly name: string;
  readonly target: string;
  readonly inline: boolean;
}

/** One function between its callers and its callees. Texts are those of the `peek` report. */
export interface PeekSection {
  readonly name: string;
  readonly target: string;
  readonly flat: string;
  readonly flatShare: string;
  readonly sumShare: string;
  readonly cum: string;
  readonly cumShare: string;
  readonly callers: readonly PeekCall[];
  readonly callees: readonly PeekCall[];
}

export interface Peek {
  readonly sections: readonly PeekSection[];
  readonly labels: readonly string[];
  /** Functions that match but are not among the sections. */
  readonly left: number;
}

/** @throws {HeaptideError} `HT_E_PPROF` when no function matches the symbol. */
export function peekSections(untrimmed: Report, most: number): Peek {
  const graph = trimmedGraph(untrimmed);
  const report = inOneUnit(untrimmed, graph.nodes);
  const { symbol, symbolText, total } = report;
  // By lines, no printed name is a function's alone, so a function is also found by that.
  const matching = graph.nodes.filter(
    ({ name, info }) => symbol === undefined || symbol.test(name) || symbol.test(info.name),
  );
  if (symbol !== undefined && matching.length === 0) {
    throw new HeaptideError('HT_E_PPROF', `no matches found for regexp: ${symbolText}`);
  }
  const sum = new Int64Sum();
  const sections = matching.slice(0, most).map((node) => {
    const { name, flatValue: flat, cumValue: cum } = node;
    sum.add(flat);
    const call = ({ weight, inline }: GraphEdge, other: GraphNode): PeekCall => ({
      amount: formatAmount(report, weight),
      share: percentage(weight, cum).trim(),
      name: other.name,
      target: targetOf(other),
      inline,
    });
    return {
      name,
      target: targetOf(node),
      flat: formatAmount(report, flat),
      flatShare: percentage(flat, total).trim(),
      sumShare: percentage(sum.value, total).trim(),
      cum: formatAmount(report, cum),
      cumShare: percentage(cum, total).trim(),
      callers: sortEdges(node.in.values()).map((edge) => call(edge, edge.source)),
      callees: sortEdges(node.out.values()).map((edge) => call(edge, edge.target)),
    };
  });
  return { sections, labels: reportHeader(report, graph), left: matching.length - sections.length };
}

function targetOf({ info }: GraphNode): string {
  return info.name === '' ? info.file : info.name;
}
