import { longBytes, signedBytes } from '@heaptide/report';
import type { ComparedSite, PathChange, SiteFunction } from '@heaptide/report/browse';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { shortenName } from '../drawing/measured-text.js';
import { wrapText } from '../drawing/wrap-text.js';
import { barCells, changeBar } from './change-bar.js';
import { CHANGE_SIGNS, changeSign } from './change-sign.js';
import { counterName } from './counter-name.js';
import {
  amountOf,
  longAmount,
  longErrorAmount,
  type Metric,
  perUnitOf,
  shownMetric,
  signedLongAmount,
} from './diff-figures.js';
import { type DiffModel, isSameSite, unitsBetween } from './diff-model.js';
import { drawnNames } from './drawn-names.js';
import { foldedWords, pathText } from './path-text.js';

export interface DiffPanelOptions {
  readonly site: ComparedSite | undefined;
  readonly metric: Metric;
  readonly width: number;
  readonly height: number;
  readonly style: DrawingStyle;
}

const GREW = CHANGE_SIGNS.grown.tone;
const SHRANK = CHANGE_SIGNS.shrunk.tone;
const ROOMY_FROM = 100;
const AMOUNT_WIDTH = 7;
const BAR_SHARE = 0.2;
const WIDEST_BAR = 40;
const LABEL_WIDTH = 9;
const LONGEST_PLACE_LINES = 3;
/** Callers of one path that the wide panel lists. */
const MOST_LISTED = 8;
const PLACE_SHARE = 0.4;
/** `  < ` and the two cells before the place. */
const CALLER_INDENT = 6;

/** The selected site and its change by caller path, one line a path. */
export function composeDiffPanel(model: DiffModel, options: DiffPanelOptions): readonly string[] {
  const { site, height } = options;
  if (site === undefined) return filled([' no site selected'], height);
  const paths = pathsOf(model, site);
  if (paths === undefined) return filled([titleLine(site, '', options), ` ${AWAITED}`], height);
  const shown = paths.slice(0, height - 1);
  const part = shown.length < paths.length ? ` (${shown.length} of ${paths.length})` : '';
  return filled(
    [titleLine(site, part, options), ...shown.map((path) => pathLine(path, paths, options))],
    height,
  );
}

/** All that is known of the selected site, with the callers of each path listed from the site upward. */
export function composeWideDiffPanel(model: DiffModel, options: DiffPanelOptions): readonly string[] {
  const { site, width, height, style } = options;
  if (site === undefined) return filled(['no site selected'], height);
  const { name, place } = drawnNames(site, style);
  const lines = [
    style.paint('strong', shortenName(name, { width, ellipsis: style.ellipsis }).text),
    ...wrapText(place.text, width)
      .slice(0, LONGEST_PLACE_LINES)
      .map(({ text }) => text),
    '',
    ...figureLines(model, site, options),
    '',
    style.paint('strong', 'BY CALLER PATH'),
  ];
  const paths = pathsOf(model, site);
  if (paths === undefined) return filled([...lines, AWAITED], height);
  for (const path of paths) {
    if (lines.length >= height) break;
    lines.push(...listedPath(path, paths, options));
  }
  return filled(lines, height);
}

const AWAITED = 'dividing the change over its callers ...';

function titleLine(site: ComparedSite, part: string, { width, style }: DiffPanelOptions): string {
  const { ellipsis } = style;
  const isRoomy = width >= ROOMY_FROM;
  const legend = legendPiece(`${isRoomy ? 'by caller path' : 'callers'}${part}`, isRoomy ? 3 : 1, style);
  const names = drawnNames(site, style);
  const room = width - legend.width - 8;
  const name = shortenName(names.name, { width: Math.floor(room / 2), ellipsis });
  const place = shortenName(names.place, { width: room - name.width, ellipsis, keep: 'end' });
  const pieces = [named(name, 'strong'), named(place)];
  return joinPieces(pieces, { width: width - 1, style, gap: '  ', right: legend });
}

/** What the lines below are, and their bars in their own tones. */
function legendPiece(text: string, cells: number, style: DrawingStyle): LinePiece {
  const { grew, shrank } = barCells(style);
  const parts = [
    words(`${text}  `, 'dim'),
    words(grew.repeat(cells), GREW),
    words(' grew  ', 'dim'),
    words(shrank.repeat(cells), SHRANK),
    words(' shrank', 'dim'),
  ];
  return {
    text: parts.map((part) => style.paint(part.tone, part.text)).join(''),
    width: parts.reduce((sum, part) => sum + part.width, 0),
    tone: 'plain',
  };
}

function figureLines(
  model: DiffModel,
  site: ComparedSite,
  { metric: wanted, style }: DiffPanelOptions,
): readonly string[] {
  const metric = shownMetric(model, wanted);
  const { sign, word, tone } = changeSign(site);
  const amount = amountOf(site, metric);
  const error = longErrorAmount(amount, metric);
  const perUnit = perUnitOf(site, 'bytes', unitsBetween(model));
  const { before, after, objects } = site;
  const label = (text: string) => style.paint('dim', text.padEnd(LABEL_WIDTH));
  const held = (bytes: number, number: number | undefined): string =>
    longBytes(bytes) + (number === undefined ? '' : ` in ${longAmount(number, 'objects')}`);
  return [
    style.paint(tone, `${sign} ${word}`.padEnd(LABEL_WIDTH)) +
      signedLongAmount(amount.delta, metric) +
      (error === '' ? '' : ` ${style.plusMinus}${error}`),
    label('A') + held(before, objects?.before),
    label('B') + held(after, objects?.after),
    ...(perUnit === undefined
      ? []
      : [`${label('kept')}${longBytes(perUnit)} per ${counterName(model.unit, style, 'one').text}`]),
  ];
}

function pathLine(
  path: PathChange,
  paths: readonly PathChange[],
  { width, style }: DiffPanelOptions,
): string {
  const barWidth = Math.min(WIDEST_BAR, Math.floor(width * BAR_SHARE));
  const bar = changeBar(path.delta, { width: barWidth, largest: largestOf(paths), style });
  const room = width - AMOUNT_WIDTH - barWidth - 6;
  const text = pathText(path, { width: room, style });
  const padding = ' '.repeat(room - text.width);
  return ` ${signedBytes(path.delta).padStart(AMOUNT_WIDTH)}  ${text.text}${padding}  ${paintBar(bar, path, style)}`;
}

function listedPath(
  path: PathChange,
  paths: readonly PathChange[],
  { width, style }: DiffPanelOptions,
): readonly string[] {
  const bar = changeBar(path.delta, { width: width - AMOUNT_WIDTH - 1, largest: largestOf(paths), style });
  const callers = path.frames.slice(0, -1).reverse();
  const listed = callers.slice(0, MOST_LISTED);
  const above = callers.length - listed.length;
  const rest = [
    ...(above > 0 ? [`${above} more up to the root`] : []),
    ...(path.folded > 0 ? [foldedWords(path)] : []),
  ];
  return [
    `${signedBytes(path.delta).padStart(AMOUNT_WIDTH)} ${paintBar(bar, path, style)}`,
    ...(callers.length === 0 && rest.length === 0 ? ['  no caller recorded'] : []),
    ...listed.map((frame) => callerLine(frame, width, style)),
    ...rest.map((text) => `  < ${text}`),
  ];
}

function callerLine(frame: SiteFunction, width: number, style: DrawingStyle): string {
  const { ellipsis } = style;
  const { name, fileName } = drawnNames(frame, style);
  const place = shortenName(fileName, { width: Math.floor(width * PLACE_SHARE), ellipsis, keep: 'end' });
  const shown = shortenName(name, { width: width - place.width - CALLER_INDENT, ellipsis });
  return `  < ${shown.text}  ${style.paint('dim', place.text)}`;
}

function pathsOf({ paths }: DiffModel, site: ComparedSite): readonly PathChange[] | undefined {
  return paths !== undefined && isSameSite(paths.site, site) ? paths.changes : undefined;
}

function largestOf(paths: readonly PathChange[]): number {
  return Math.max(...paths.map(({ delta }) => Math.abs(delta)));
}

function paintBar(bar: string, { delta }: PathChange, style: DrawingStyle): string {
  return style.paint(delta > 0 ? GREW : SHRANK, bar);
}

function filled(lines: readonly string[], height: number): readonly string[] {
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}
