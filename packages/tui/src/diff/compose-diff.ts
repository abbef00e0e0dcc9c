import { count, safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, words } from '../drawing/line-pieces.js';
import { ruleLine } from '../drawing/rule-line.js';
import { wrapText } from '../drawing/wrap-text.js';
import { counterName } from './counter-name.js';
import { fitDiffColumns } from './diff-columns.js';
import { shownMetric } from './diff-figures.js';
import { composeDiffHeading } from './diff-heading.js';
import { layoutDiff } from './diff-layout.js';
import { type DiffModel, unitsBetween } from './diff-model.js';
import { composeDiffPanel, composeWideDiffPanel } from './diff-panel.js';
import { DiffRowComposer } from './diff-row-composer.js';
import { type DiffView, placeDiff, selectedSite, shownRows } from './diff-view.js';

export interface ComposeDiffOptions {
  readonly model: DiffModel;
  readonly view: DiffView;
  readonly width: number;
  /** Lines returned. */
  readonly height: number;
  readonly style: DrawingStyle;
}

/** A site may have other figures on other screens; in 80 cells with the rule around it. */
const WHAT_IS_COUNTED = 'own allocations of each site; Live and the verdict count what it calls too';
const LONGEST_REFUSAL = 1024;
const OTHER_CAPTURES =
  '[ and ] pick another A, { and } another B; the timeline (4) shows which captures belong together';

/** The diff of two captures: what they are, which sites changed, and by which callers the selected one did. */
export function composeDiff(options: ComposeDiffOptions): readonly string[] {
  const { model, view, width, height, style } = options;
  const heading = composeDiffHeading(model, { width, style, metric: view.metric });
  const obstacle = obstacleWords(model);
  const lines =
    obstacle === undefined
      ? [...heading, ...composeSites(options)]
      : [...heading, '-'.repeat(width), ...obstacleLines(obstacle, options)];
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}

/** Why there is nothing to show, or what is awaited. */
function obstacleWords({ a, b, comparison, refusal }: DiffModel): string | undefined {
  if (refusal !== undefined) return `not compared: ${refusal}`;
  if (a === undefined || b === undefined) return 'a diff takes two captures: waiting for the next one';
  if (comparison === undefined) return `comparing captures ${a.number} and ${b.number} ...`;
  return undefined;
}

function obstacleLines(text: string, { model, width, style }: ComposeDiffOptions): readonly string[] {
  const wrap = (words: string) =>
    wrapText(safeText(words, { ascii: style.ascii, limit: LONGEST_REFUSAL }), width - 2).map(
      (part) => ` ${part.text}`,
    );
  if (model.refusal === undefined) return wrap(text);
  return [...wrap(text).map((line) => style.paint('warning', line)), '', ...wrap(OTHER_CAPTURES)];
}

function composeSites(options: ComposeDiffOptions): readonly string[] {
  const { model, width, height, style } = options;
  const layout = layoutDiff({ width, height });
  const { panel, tableWidth, tableRows } = layout;
  const metric = shownMetric(model, options.view.metric);
  const view = placeDiff(options.view, model, tableRows);
  const { rows, hidden } = shownRows(model, view);
  const units = unitsBetween(model);
  const hasObjects = model.comparison?.objects !== undefined;
  const columns = fitDiffColumns({ width: tableWidth, style, hasUnits: units !== undefined, hasObjects });
  const composer = new DiffRowComposer({ columns, style, order: view.order, metric, units });
  const lines = rows
    .slice(view.top, view.top + tableRows)
    .map((row, index) => composer.row(row, { selected: view.top + index === view.index }));
  const say = (text: string): void => {
    if (lines.length < tableRows) lines.push(style.paint('dim', `  ${text}`.padEnd(tableWidth)));
  };
  if (rows.length === 0) say(emptyTable(view.filter !== ''));
  if (hidden > 0) say(`${count(hidden)} more within the sampling error: f shows them`);
  const panelOptions = { site: selectedSite(model, view), metric, style, ...panel };
  const legend = legendLines(model, view, options).slice(0, layout.legendLines);
  const rule = '-'.repeat(tableWidth);
  if (panel.place === 'below') {
    while (lines.length < tableRows) lines.push('');
    const detail = composeDiffPanel(model, panelOptions);
    return [
      ruleLine(WHAT_IS_COUNTED, tableWidth),
      composer.header(),
      rule,
      ...lines,
      rule,
      ...detail,
      ...legend,
    ];
  }
  const beside = [composer.header(), rule, ...lines];
  const detail = composeWideDiffPanel(model, panelOptions);
  return [
    ruleLine(WHAT_IS_COUNTED, width),
    ...detail.map((line, index) => `${beside[index] ?? ' '.repeat(tableWidth)} | ${line}`),
    '-'.repeat(width),
    ...legend,
  ];
}

function emptyTable(isFiltered: boolean): string {
  return isFiltered ? 'no changed site matches the filter' : 'no site changed beyond the sampling error';
}

function legendLines(
  model: DiffModel,
  { noise, metric: wanted }: DiffView,
  { width, style }: ComposeDiffOptions,
): readonly string[] {
  const join = (pieces: readonly LinePiece[]) => joinPieces(pieces, { width, style });
  const garbage = garbageWords(model);
  const title = shownMetric(model, wanted) === 'bytes' ? 'B/UN bytes' : 'OBJ/UN objects';
  return [
    join([
      ...(garbage === undefined ? [] : [words(garbage, 'warning')]),
      words(`${style.plusMinus} half the 95 % interval`, 'dim'),
      ...(unitsBetween(model) === undefined
        ? [words('by time only: no work counter', 'dim')]
        : [words(`${title} kept per ${counterName(model.unit, style, 'one').text}`, 'dim')]),
      words('% of A, xN from tenfold on', 'dim'),
    ]),
    join([
      words(
        `~ noise: within 3 standard deviations, ${noise ? 'shown (f hides it)' : 'hidden (f shows it)'}`,
        'dim',
      ),
      words('bars: scaled to the largest', 'dim'),
    ]),
  ];
}

/** Never mix silently: what was not collected counts as in use. */
function garbageWords({ a, b }: DiffModel): string | undefined {
  const without = [a, b].flatMap((entry, side) =>
    entry?.metadata.gc === 'none' ? [side === 0 ? 'A' : 'B'] : [],
  );
  if (without.length === 0) return undefined;
  return `${without.join(' and ')} WITHOUT GC: garbage counts as in use`;
}
