import { count } from '@heaptide/report';
import type { Tone } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { type FlameFigures, flameFigures, shownAmount } from './flame-figures.js';
import { FLAME_MARKS } from './flame-mark.js';
import { nodeName, nodePlace, shortened } from './panel-names.js';
import { panelPath } from './panel-path.js';
import { amountPieces, markPiece, shapePieces, sharePieces } from './panel-pieces.js';
import { type FlamePanelOptions, panelSubject, type PanelSubject } from './panel-subject.js';
import { panelTitle } from './panel-title.js';

const INDENT = '   ';
const GAP = '   ';
/** From here on each thing has a line of its own. */
const TALL_FROM = 10;
/** Nodes of which one line is tried to be made. */
const MOST_IN_LINE = 12;
const LONGEST_IN_LINE = 32;
const LEAST_PATH = 3;

/** All that is known of what is selected; what matters most comes first. */
export function composeFlamePanel(options: FlamePanelOptions): readonly string[] {
  const { height, place } = options.scene.parts.panel;
  const subject = panelSubject(options);
  const lines = place === 'right' && height >= TALL_FROM ? tallPanel(subject, height) : shortPanel(subject);
  return Array.from({ length: height }, (_, line) => lines[line] ?? '');
}

function shortPanel(subject: PanelSubject): readonly string[] {
  const amounts = join(subject, INDENT, [...amountPieces(subject), ...sharePieces(subject)]);
  const shape = join(subject, INDENT, shapePieces(subject));
  const path = INDENT + panelPath(subject, subject.width - INDENT.length - 1);
  const largest = listLine(subject);
  return subject.scene.isRest
    ? [panelTitle(subject), amounts, largest, shape, path]
    : [panelTitle(subject), amounts, path, shape, largest];
}

function tallPanel(subject: PanelSubject, height: number): readonly string[] {
  const { scene, inverted, width, listed, path } = subject;
  const { isRest, index, node } = scene;
  const pieces = [
    markPiece(subject, width - GAP.length),
    ...amountPieces(subject),
    ...sharePieces(subject),
    ...shapePieces(subject),
  ];
  const facts = [
    panelTitle(subject),
    ...(isRest || index.tree.frame[node] === -1 ? [] : [placeLine(subject)]),
    '',
    ...pieces.filter(({ text }) => text !== '').map((piece) => join(subject, INDENT, [piece])),
    '',
  ];
  const heading = (text: string) => join(subject, '', [words(text, 'strong')]);
  const room = height - facts.length;
  const forPath = Math.min(
    path.length,
    Math.max(LEAST_PATH, room - 3 - Math.min(listed.length, Math.floor(room / 2))),
  );
  const hidden = path.length - forPath;
  const forList = Math.max(0, room - 1 - forPath - Number(hidden > 0) - 2);
  const listRows = listed.slice(0, forList).map((at) => nodeRow(subject, at));
  const part =
    listed.length > listRows.length ? `, the largest ${listRows.length} of ${count(listed.length)}` : '';
  return [
    ...facts,
    heading(inverted ? 'PATH to the callers' : 'PATH from the root'),
    ...(hidden > 0 ? [join(subject, INDENT, [words(`${hidden} more above`, 'dim')])] : []),
    ...path.slice(hidden).map((at) => nodeRow(subject, at)),
    ...(listed.length === 0 ? [] : ['', heading(listTitle(subject) + part), ...listRows]),
  ];
}

function listTitle({ scene, inverted }: PanelSubject): string {
  if (scene.isRest) return 'TOO NARROW TO DRAW';
  return inverted ? 'CALLERS' : 'CHILDREN';
}

function placeLine(subject: PanelSubject): string {
  const place = nodePlace(subject, subject.scene.node);
  const room = subject.width - INDENT.length - 1;
  return join(subject, INDENT, [named(shortened(place, room, subject, 'end'), 'dim')]);
}

/** The largest of those listed, as many as fit into one line. */
function listLine(subject: PanelSubject): string {
  const { scene, inverted, amounts, listed } = subject;
  if (listed.length === 0) return '';
  const label = scene.isRest ? 'largest' : inverted ? 'callers' : 'children';
  const pieces = listed.slice(0, MOST_IN_LINE).map((node): LinePiece => {
    const figures = flameFigures(scene.index.tree, [node]);
    const name = shortened(nodeName(subject, node), LONGEST_IN_LINE, subject);
    const end = ` ${amounts.short(shownAmount(figures))}${figures.mark === '' ? '' : ` ${figures.mark}`}`;
    return { text: name.text + end, width: name.width + end.length, tone: toneOf(figures) };
  });
  return join(subject, INDENT, [words(label, 'dim'), ...pieces]);
}

/** Amount and mark before the name, so that they stand in columns. */
function nodeRow(subject: PanelSubject, node: number): string {
  const { scene, style, width, amounts } = subject;
  const { tree } = scene.index;
  const figures = flameFigures(tree, [node]);
  const amount = amounts.short(shownAmount(figures)).padStart(7);
  const lead = `${INDENT}${amount} ${figures.mark.padEnd(2)} `;
  const name = shortened(nodeName(subject, node), width - lead.length - 1, subject);
  const frame = tree.frame[node]!;
  const place = frame === -1 ? undefined : scene.index.labels(style).label(frame).place;
  const fits = place !== undefined && place.width > 0 && lead.length + name.width + 2 + place.width < width;
  const placed = fits ? `  ${style.paint('dim', place.text)}` : '';
  return style.paint(toneOf(figures), lead) + name.text + placed;
}

function toneOf({ mark }: FlameFigures): Tone {
  return mark === '' ? 'plain' : FLAME_MARKS[mark].tone;
}

function join({ width, style }: PanelSubject, indent: string, pieces: readonly LinePiece[]): string {
  const room = width - Math.max(0, indent.length - 1);
  return indent.slice(1) + joinPieces(pieces, { width: room, style, gap: GAP });
}
