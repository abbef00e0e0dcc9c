import { percentage } from '../go-format/percentage.js';
import type { Report } from '../pprof/report.js';
import { type TextItem, textItems } from '../pprof/text.js';
import { trimmedGraph } from '../pprof/trimmed-graph.js';

/** A row of the table of functions. */
export interface TopRow extends TextItem {
  /** What it is called in a pattern: its function, or its file where there is none. */
  readonly target: string;
  readonly flatShare: string;
  readonly cumShare: string;
}

export interface TopTable {
  readonly rows: readonly TopRow[];
  readonly labels: readonly string[];
  /** What 100 % is. */
  readonly total: number;
}

export function topTable(untrimmed: Report): TopTable {
  const { report, items, labels } = textItems(untrimmed);
  const { total } = report;
  const targets = targetsOf(untrimmed, items);
  const rows = items.map((item, i) => ({
    ...item,
    target: targets[i]!,
    flatShare: percentage(item.flat, total).trim(),
    cumShare: percentage(item.cum, total).trim(),
  }));
  return { rows, labels, total };
}

/** A name is what pprof prints; with files or lines in it, it is no name that a pattern would find. */
function targetsOf(report: Report, items: readonly TextItem[]): string[] {
  const { granularity, showcolumns } = report.options;
  if ((granularity === '' || granularity === 'functions') && !showcolumns)
    return items.map(({ name }) => name);
  return trimmedGraph(report).nodes.map(({ info }) => (info.name === '' ? info.file : info.name));
}
