import { count, duration, longBytes, markdownPhrase, signedBytes } from '@heaptide/report';
import type { ComparedSite, PathChange, SiteFunction } from '@heaptide/report/browse';
import type { CaptureEntry } from '../engine/capture-entry.js';
import { functionName } from '../sites/site-names.js';
import { unitName } from '../sites/unit-name.js';
import { CHANGE_SIGNS, changeSign } from './change-sign.js';
import {
  amountOf,
  amountPerUnit,
  errorAmount,
  longErrorAmount,
  type Metric,
  shareOfA,
  shortAmount,
  shownMetric,
  signedAmount,
  signedLongAmount,
} from './diff-figures.js';
import { type DiffModel, isSameSite, unitsBetween } from './diff-model.js';
import { type DiffView, selectedSite, shownRows } from './diff-view.js';
import { fullSitePlace } from './site-place.js';

/** GitHub takes 65,536 characters in a comment. */
const MOST_ROWS = 50;
const MOST_FRAMES = 12;
const FIRST_FIGURE = 3;

/** The diff as GitHub's Markdown, rows as the view has them. Nothing that a profile names is markup. */
export function diffMarkdown(model: DiffModel, view: DiffView): string {
  const { a, b, comparison, refusal } = model;
  if (a === undefined || b === undefined) return 'no two captures to compare yet\n';
  const head = [
    `### heaptide diff: ${titleOf(model, view)}`,
    [captureItem('A', a, model), captureItem('B', b, model)].join('\n'),
  ];
  if (refusal !== undefined) return paragraphs([...head, markdownPhrase([`not compared: ${refusal}`])]);
  if (comparison === undefined) return paragraphs(head);
  const { rows, hidden } = shownRows(model, view);
  const beyond = rows.length - MOST_ROWS;
  const notes = [
    ...(beyond > 0 ? [`${count(beyond)} more sites changed`] : []),
    ...(hidden > 0
      ? [`${count(hidden)} more sites are within the sampling error of 3 standard deviations`]
      : []),
    ...(view.filter === '' ? [] : [markdownPhrase(['only sites that match ', { name: view.filter }])]),
    '± is half the 95 % interval',
    'A, B and B-A are own allocations of each site, to which a verdict adds what it calls',
  ];
  const site = selectedSite(model, view);
  return paragraphs([
    ...head,
    rows.length === 0
      ? 'no site changed beyond the sampling error'
      : table(rows.slice(0, MOST_ROWS), model, view),
    `${notes.join('; ')}.`,
    ...(site === undefined ? [] : callers(model, site)),
  ]);
}

function titleOf(model: DiffModel, view: DiffView): string {
  const { a, b, comparison, refusal } = model;
  const pair = `capture ${b!.number} minus capture ${a!.number}`;
  if (comparison === undefined || refusal !== undefined) return pair;
  const metric = shownMetric(model, view.metric);
  const amount = amountOf(comparison, metric);
  const error = longErrorAmount(amount, metric);
  const span = Math.abs(Date.parse(b!.metadata.time) - Date.parse(a!.metadata.time));
  const counts = Object.entries(CHANGE_SIGNS).map(
    ([change, { word }]) => `${word} ${count(comparison.counts[change as keyof typeof CHANGE_SIGNS])}`,
  );
  return `${signedLongAmount(amount.delta, metric)}${error === '' ? '' : ` ±${error}`} in ${duration(span)}, ${pair} (${counts.join(', ')})`;
}

function captureItem(side: string, { number, metadata }: CaptureEntry, { unit }: DiffModel): string {
  const done = metadata.work[unit];
  return `- ${markdownPhrase([
    `${side}: capture ${number}, ${metadata.time}, heap ${longBytes(metadata.heapUsed)}, `,
    ...(done === undefined ? [] : [`${count(done)} ${unit}, `]),
    metadata.gc === 'forced' ? 'after GC' : 'WITHOUT GC: garbage counts as in use',
  ])}`;
}

function table(rows: readonly ComparedSite[], model: DiffModel, view: DiffView): string {
  const metric = shownMetric(model, view.metric);
  const units = unitsBetween(model);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const titles = [
    'change',
    'site',
    'location',
    'A',
    'B',
    'B-A',
    '% of A',
    ...(units === undefined ? [] : [`per ${markdownPhrase([unitName(model.unit)])}`]),
  ];
  return [
    line(titles),
    line(titles.map((_, i) => (i < FIRST_FIGURE ? '---' : '---:'))),
    ...rows.map((site) => line(cells(site, metric, units))),
  ].join('\n');
}

function cells(site: ComparedSite, metric: Metric, units: number | undefined): readonly string[] {
  const amount = amountOf(site, metric);
  const error = errorAmount(amount, metric);
  return [
    changeSign(site).word,
    markdownPhrase([{ name: functionName(site.function) }]),
    markdownPhrase([{ name: fullSitePlace(site) }]),
    shortAmount(amount.before, metric),
    shortAmount(amount.after, metric),
    signedAmount(amount.delta, metric) + (error === '' ? '' : ` ±${error}`),
    shareOfA(amount, site.change),
    ...(units === undefined ? [] : [amountPerUnit(site, metric, units)]),
  ];
}

function callers({ paths }: DiffModel, site: ComparedSite): readonly string[] {
  if (paths === undefined || !isSameSite(paths.site, site) || paths.changes.length === 0) return [];
  const title = markdownPhrase([{ name: functionName(site.function) }, ' by caller path:']);
  return [title, paths.changes.map((change) => `- ${pathItem(change)}`).join('\n')];
}

/** The callers nearest to the site, the nearest first. */
function pathItem({ frames, folded, delta }: PathChange): string {
  const all = frames.slice(0, -1).reverse();
  const shown = all.slice(0, MOST_FRAMES);
  const above = all.length - shown.length;
  return markdownPhrase([
    `${signedBytes(delta)}: `,
    ...(all.length === 0 && folded === 0 ? ['no caller recorded'] : []),
    ...shown.flatMap((frame: SiteFunction, i) => [
      `${i === 0 ? '' : ', '}from `,
      { name: functionName(frame.function) },
    ]),
    ...(above > 0 ? [`, ${above} more up to the root`] : []),
    ...(folded > 0 ? [`, ${count(folded)} paths above`] : []),
  ]);
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
