import { composeDetailPanel } from './detail-panel.js';
import type { DrawingStyle } from './drawing-style.js';
import { composeHelpOverlay } from '../keys/help-overlay.js';
import { RowComposer } from './row-composer.js';
import { fitColumns } from './table-columns.js';
import type { WatchSnapshot } from '../screen/watch-controller.js';

/** Everything between the verdict and the footer: the table with its panel, or the help page. */
export function composeBody(snapshot: WatchSnapshot, style: DrawingStyle): readonly string[] {
  const { view, layout } = snapshot;
  if (view.mode === 'help')
    return composeHelpOverlay({ width: layout.columns, height: layout.bodyLines, style });
  const { panel } = layout;
  const table = composeTable(snapshot, style);
  if (panel.height === 0) return table;
  const detail = composeDetailPanel({
    row: snapshot.rows[view.index],
    width: panel.width,
    height: panel.height,
    style,
    unit: snapshot.state.report?.unit ?? 'second',
  });
  if (panel.place === 'below') return [...table, '-'.repeat(layout.columns), ...detail];
  return table.map((line, index) => `${line} | ${detail[index] ?? ''}`);
}

function composeTable({ state, view, layout, rows }: WatchSnapshot, style: DrawingStyle): readonly string[] {
  const { tableWidth, tableRows } = layout;
  const composer = new RowComposer({
    columns: fitColumns({ width: tableWidth, style }),
    style,
    order: view.order,
    sinceBaseline: view.baseline !== undefined,
    interval: state.latest?.interval ?? 0,
  });
  const rule = '-'.repeat(tableWidth);
  const shown = rows.slice(view.top, view.top + tableRows);
  const lines = shown.map((row, index) => composer.row(row, { selected: view.top + index === view.index }));
  if (shown.length === 0)
    lines.push(emptyTable(state.report !== undefined, view.filter !== '').padEnd(tableWidth));
  while (lines.length < tableRows) lines.push(' '.repeat(tableWidth));
  return [rule, composer.header(), rule, ...lines];
}

function emptyTable(hasReport: boolean, isFiltered: boolean): string {
  if (!hasReport) return '  no capture yet';
  return isFiltered ? '  no site matches the filter' : '  the captures hold no allocation site';
}
