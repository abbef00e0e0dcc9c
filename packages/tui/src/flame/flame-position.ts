import { count, safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { functionName } from '../sites/site-names.js';
import { flameAmounts, share } from './flame-amounts.js';
import type { FlameIndex } from './flame-index.js';
import { type FlameModel, isGrown } from './flame-model.js';
import { chooseFlame } from './flame-scene.js';
import type { FlameView } from './flame-view.js';

export interface FlamePositionOptions {
  readonly model: FlameModel;
  readonly view: FlameView;
  readonly style: DrawingStyle;
}

const LONGEST_NAME = 28;

/** For the line of the footer that says what is shown: zoom, search, size of the tree. */
export function flamePosition({ model, view, style }: FlamePositionOptions): readonly LinePiece[] {
  if (!isGrown(model)) return [];
  const { index, zoom, node, isRest } = chooseFlame(model, view);
  const { tree } = index;
  const piece = (text: string, end: string) => namedPiece(text, { end, style });
  const frame = tree.frame[zoom.node]!;
  const zoomName = frame === -1 ? 'root' : functionName(tree.frames.name[frame]!);
  const zoomed =
    zoom.node === 0 && zoom.skip === 0
      ? words('zoom: none')
      : piece(`zoom: ${zoomName}`, zoom.skip === 0 ? '' : ' ..');
  const without = zoom.skip === 0 ? [] : [words(`without the ${count(zoom.skip)} largest`)];
  const folded = tree.foldedNodes === 0 ? [] : [words(`${count(tree.foldedNodes)} small paths as sums`)];
  return [
    zoomed,
    ...without,
    ...(view.search === ''
      ? []
      : [piece(`search: ${view.search}`, found(index, view.search, isRest ? -1 : node))]),
    words(`${count(index.paths)} paths`),
    ...folded,
    ...(tree.cutSamples === 0 ? [] : [words(`${count(tree.cutSamples)} stacks cut`, 'warning')]),
  ];
}

/** ` 3 of 41 hold 12.3 MiB (20%)`: what is found within what is found counts once. */
function found(index: FlameIndex, search: string, node: number): string {
  const { rows } = index.matches(search);
  if (rows.length === 0) return ' (nothing)';
  const { tree, end } = index;
  let sum = 0;
  let counted = 0;
  for (const row of rows) {
    if (row < counted) continue;
    sum += tree.total[row]!;
    counted = end[row]!;
  }
  const isOn = rows.includes(node);
  const earlier = isOn ? rows.filter((row) => index.compare(row, node) < 0).length : 0;
  const at = isOn ? `${count(earlier + 1)} of ` : '';
  return ` (${at}${count(rows.length)} hold ${flameAmounts(tree).long(sum)}, ${share(sum, tree.total[0]!)})`;
}

function namedPiece(
  text: string,
  { end, style }: { readonly end: string; readonly style: DrawingStyle },
): LinePiece {
  const safe = measure(safeText(text, { ascii: style.ascii }));
  const short = shortenName(safe, { width: LONGEST_NAME, ellipsis: style.ellipsis });
  return { text: short.text + end, width: short.width + end.length, tone: 'plain' };
}
