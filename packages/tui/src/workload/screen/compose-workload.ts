import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import { ruleLine } from '../../drawing/rule-line.js';
import { safeText } from '@heaptide/report';
import type { MergedSite } from '../model/merge-sites.js';
import { historyLine, shortHistoryLine } from '../model/workload-words.js';
import type { PodRow, WorkloadState } from '../model/workload-state.js';
import { podColumns } from './pod-columns.js';
import { PodRowComposer } from './pod-row-composer.js';
import { SiteTableComposer } from './site-table-lines.js';
import type { WorkloadLayout } from './workload-layout.js';
import type { PaneView, WorkloadPane, WorkloadView } from './workload-view.js';

export interface WorkloadDrawing {
  readonly state: WorkloadState;
  /** As they are shown: chosen, and in order. */
  readonly pods: readonly PodRow[];
  readonly sites: readonly MergedSite[];
  readonly view: WorkloadView;
  readonly layout: WorkloadLayout;
  readonly width: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

/** The table of pods, that of the sites of all pods, and the lives that are over. */
export function composeWorkload(drawing: WorkloadDrawing): readonly string[] {
  const { pods, sites, view, layout, width, style, now, state } = drawing;
  const podComposer = new PodRowComposer({ columns: podColumns(width), style, order: view.order, now });
  const siteComposer = new SiteTableComposer({ width, style, judged: state.verdict.judged });
  const table = <Row>(
    pane: WorkloadPane,
    rows: readonly Row[],
    composer: { header(): string; row(row: Row, mark: { readonly selected: boolean }): string },
    emptyText: string,
  ): readonly string[] => {
    const { top, index }: PaneView = view.panes[pane];
    const page = pane === 'pods' ? layout.podRows : layout.siteRows;
    const lines = rows
      .slice(top, top + page)
      .map((row, i) => composer.row(row, { selected: view.pane === pane && top + i === index }));
    if (lines.length === 0 && page > 0) lines.push(`  ${emptyText}`.padEnd(width));
    while (lines.length < page) lines.push(' '.repeat(width));
    return ['-'.repeat(width), composer.header(), '-'.repeat(width), ...lines];
  };
  const filtered = view.filter !== '';
  return [
    ...table('pods', pods, podComposer, filtered ? 'no pod matches the filter' : 'no pod'),
    ...table('sites', sites, siteComposer, filtered ? 'no site matches the filter' : 'nothing grows'),
    ...historyLines(drawing),
  ];
}

function historyLines({ state, layout, width, style }: WorkloadDrawing): readonly string[] {
  const { historyLines: height } = layout;
  if (height === 0) return [];
  const shown = state.history.slice(0, height - 1);
  const left = state.endedCount - shown.length;
  const rule = ruleLine(left > 0 ? `ended lives, and ${left} more` : 'ended lives', width);
  return [
    rule,
    ...shown.map((ended) => {
      const whole = measure(safeText(historyLine(ended, style), { ascii: style.ascii }));
      const line =
        whole.width <= width - 2
          ? whole
          : measure(safeText(shortHistoryLine(ended, style), { ascii: style.ascii }));
      const { text, width: used } = shortenName(line, { width: width - 2, ellipsis: style.ellipsis });
      return ` ${text}${' '.repeat(Math.max(0, width - 1 - used))}`;
    }),
  ];
}
