import { baseName } from '@heaptide/profile';
import { renderDot } from '../pprof/dot/render-dot.js';
import { reportHeader } from '../pprof/header.js';
import { inOneUnit, type Report } from '../pprof/report.js';
import { trimmedGraph } from '../pprof/trimmed-graph.js';

/** A graph of calls for a page. */
export interface GraphPicture {
  /** In the language of graphviz's dot, without the box that holds the header. */
  readonly dot: string;
  /** What the box `nodeN` of the drawing is called in a pattern; row 0 is no box. */
  readonly names: readonly string[];
  readonly labels: readonly string[];
}

const LEGEND = /^subgraph cluster_L \{.*\n/m;

export function graphPicture(untrimmed: Report): GraphPicture {
  const report = withPlainTitle(untrimmed);
  const graph = trimmedGraph(report);
  return {
    dot: renderDot(report).replace(LEGEND, ''),
    names: ['', ...graph.nodes.map(({ info }) => (info.name === '' ? info.file : info.name))],
    labels: reportHeader(inOneUnit(untrimmed, graph.nodes), graph, { full: true }),
  };
}

/** The title of a drawing is not escaped in the dot language; a program's name must not end the text that it is in. */
function withPlainTitle(report: Report): Report {
  const { profile } = report;
  const { mappings, strings } = profile;
  if (mappings.length === 0 || !/["\\\n\r]/.test(baseName(strings.get(mappings.filename[0]!)))) return report;
  const filename = mappings.filename.slice();
  filename[0] = 0;
  return { ...report, profile: { ...profile, mappings: { ...mappings, filename } } };
}
