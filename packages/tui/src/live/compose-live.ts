import type { SiteReport } from '@heaptide/growth';
import type { WhyAnswer } from '@heaptide/targets';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import type { SiteFrame } from '../engine/site-columns.js';
import type { SiteRows } from '../sites/site-rows.js';
import type { LiveLayout } from './live-layout.js';
import type { LiveView } from './live-view.js';
import { RowComposer } from './row-composer.js';
import { composeSitePanel } from './site-panel.js';
import { fitColumns } from './table-columns.js';

export interface LiveDrawing {
  readonly rows: SiteRows;
  readonly view: LiveView;
  readonly layout: LiveLayout;
  readonly style: DrawingStyle;
  /** Growth is counted from a baseline. */
  readonly sinceBaseline: boolean;
  /** What the report says of the selected site. */
  readonly site: SiteReport | undefined;
  /** Of the report; absent before the first. */
  readonly unit: string | undefined;
  /** What the process answered about a site; `undefined` where it was not asked. */
  readonly answerAbout: (place: SiteFrame) => WhyAnswer | undefined;
}

/** The table of sites with the panel of the selected one. */
export function composeLive(drawing: LiveDrawing): readonly string[] {
  const { rows, view, layout, style, site, unit, answerAbout } = drawing;
  const { panel, tableWidth } = layout;
  const table = composeTable(drawing);
  const row = rows.at(view.index);
  const detail = composeSitePanel({
    row,
    site,
    answer: row && answerAbout(row.frame),
    width: panel.width,
    height: panel.height,
    style,
    unit: unit ?? 'second',
  });
  if (panel.place === 'below') return [...table, '-'.repeat(tableWidth), ...detail];
  return table.map((line, index) => `${line} | ${detail[index] ?? ''}`);
}

function composeTable(drawing: LiveDrawing): readonly string[] {
  const { rows, view, layout, style, sinceBaseline, unit, answerAbout } = drawing;
  const { tableWidth, tableRows } = layout;
  const composer = new RowComposer({
    columns: fitColumns({ width: tableWidth, style }),
    style,
    order: view.order,
    sinceBaseline,
  });
  const rule = '-'.repeat(tableWidth);
  const lines = rows
    .slice(view.top, view.top + tableRows)
    .map((row, index) =>
      composer.row(row, { selected: view.top + index === view.index, answer: answerAbout(row.frame) }),
    );
  if (lines.length === 0 && tableRows > 0)
    lines.push(emptyTable(unit !== undefined, view).padEnd(tableWidth));
  while (lines.length < tableRows) lines.push(' '.repeat(tableWidth));
  return [rule, composer.header(), rule, ...lines];
}

function emptyTable(hasReport: boolean, { filter, suspectsOnly }: LiveView): string {
  if (!hasReport) return '  no capture yet';
  if (filter !== '') return '  no site matches the filter';
  return suspectsOnly ? '  no site is suspect (f shows all)' : '  the captures hold no allocation site';
}
