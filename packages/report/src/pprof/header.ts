import { baseName, formatValue, Int64Sum, scaleValue, truncate } from '@heaptide/profile';
import { goTime } from '../go-format/go-time.js';
import { percentage } from '../go-format/percentage.js';
import { formatAmount, type Report } from './report.js';
import type { TrimmedGraph } from './trimmed-graph.js';

/** Bytes of an active filter that are shown. */
const FILTER_BYTES = 80;

const FILTERS = [
  'focus',
  'ignore',
  'hide',
  'show',
  'show_from',
  'tagfocus',
  'tagignore',
  'tagshow',
  'taghide',
] as const;

/** The lines that say what was profiled. */
export function profileHeader(report: Report): string[] {
  const { profile, total } = report;
  const { mappings, strings } = profile;
  const lines: string[] = [];
  if (mappings.length > 0) {
    const file = strings.get(mappings.filename[0]!);
    const buildId = strings.get(mappings.buildId[0]!);
    if (file !== '') lines.push(`File: ${baseName(file)}`);
    if (buildId !== '') lines.push(`Build ID: ${buildId}`);
  }
  for (const comment of profile.comments) if (!comment.startsWith('#')) lines.push(comment);
  if (report.sampleType !== '') lines.push(`Type: ${report.sampleType}`);
  if (profile.docUrl !== '') lines.push(`Doc: ${profile.docUrl}`);
  if (profile.timeNanos !== 0n) lines.push(`Time: ${goTime(profile.timeNanos)}`);
  if (profile.durationNanos !== 0n) {
    const duration = formatValue(profile.durationNanos, 'nanoseconds');
    const nanos = scaleValue(total, report.sampleUnit, 'nanoseconds');
    const share =
      nanos.unit === 'ns' && nanos.value !== 0
        ? `(${percentage(truncate(nanos.value), profile.durationNanos)})`
        : '';
    lines.push(`Duration: ${duration}, Total samples = ${formatAmount(report, total)} ${share}`);
  }
  return lines;
}

/** {@link profileHeader} and what is shown of it. `full` is the header of a drawing. */
export function reportHeader(report: Report, graph: TrimmedGraph, { full = false } = {}): string[] {
  const { options, total } = report;
  const lines = full || !options.compact_labels ? profileHeader(report) : [];
  const active = FILTERS.filter((name) => options[name] !== '').map((name) =>
    shortFilter(`${name}=${options[name]}`),
  );
  if (active.length > 0) lines.push('Active filters:', ...active);
  const shown = graph.nodes.reduce((sum, { flatValue }) => sum.add(flatValue), new Int64Sum()).value;
  const amount = (value: number): string => formatAmount(report, value);
  const share = percentage(shown, total).trim();
  lines.push(`Showing nodes accounting for ${amount(shown)}, ${share} of ${amount(total)} total`);
  if (total !== 0) {
    const dropped = (count: number, what: string, measure: string, fraction: number): void => {
      if (count === 0) return;
      const least = amount(Math.abs(truncate(total * fraction)));
      lines.push(`Dropped ${count} ${what}${count > 1 ? 's' : ''} (${measure} <= ${least})`);
    };
    dropped(graph.droppedNodes, 'node', 'cum', options.nodefraction);
    if (full) dropped(graph.droppedEdges, 'edge', 'freq', options.edgefraction);
    const count = graph.nodes.length;
    if (count > 0 && count < graph.originalCount) {
      lines.push(`Showing top ${count} nodes out of ${graph.originalCount}`);
    }
  }
  if (full) lines.push('\nSee https://git.io/JfYMW for how to read the graph');
  return lines;
}

function shortFilter(filter: string): string {
  const bytes = new TextEncoder().encode(filter);
  if (bytes.length <= FILTER_BYTES) return `   ${filter}`;
  return `   ${new TextDecoder().decode(bytes.subarray(0, FILTER_BYTES))}…`;
}
