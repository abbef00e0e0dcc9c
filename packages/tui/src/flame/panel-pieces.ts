import { count } from '@heaptide/report';
import { type LinePiece, words } from '../drawing/line-pieces.js';
import { samplingError } from '../sites/site-row.js';
import { factor, share } from './flame-amounts.js';
import { FLAME_MARKS } from './flame-mark.js';
import { countOf, type PanelSubject } from './panel-subject.js';

/** The mark with its words, or alone where they would take more than `room`. */
export function markPiece({ scene, figures }: PanelSubject, room: number): LinePiece {
  const { mark, before, after } = figures;
  if (mark === '') return words('');
  const { tone, words: meaning } = FLAME_MARKS[mark];
  const times = mark === '++' || mark === '+' ? ` ${factor(before!, after)}` : '';
  const isSure = mark !== '=' || scene.index.tree.grain > 0;
  const text = `${mark} ${isSure ? meaning : 'the same'}${times}`;
  return words(text.length <= room ? text : mark, tone);
}

/** A, B and the change. */
export function amountPieces({ scene, style, figures, amounts }: PanelSubject): readonly LinePiece[] {
  const { before, after, mark } = figures;
  const { long, signed } = amounts;
  const { grain } = scene.index.tree;
  const withError = (amount: number): string => {
    const error = samplingError(amount, grain);
    if (!(error > 0) || amount <= 0) return long(amount);
    return `${long(amount)} ${style.plusMinus}${Math.round((100 * error) / amount)}%`;
  };
  if (before === undefined || mark === '') return [words(withError(after))];
  const error = samplingError(before + after, grain);
  const margin = error > 0 ? ` ${style.plusMinus}${long(error)}` : '';
  return [
    words(`A ${withError(before)}`),
    words(`B ${withError(after)}`),
    words(`B-A ${signed(after - before)}${margin}`, FLAME_MARKS[mark].tone),
  ];
}

/** Of B; what is gone is a part of A. */
export function sharePieces({ scene, inverted, figures }: PanelSubject): readonly LinePiece[] {
  const { index, node, isRest, zoom } = scene;
  if (node === 0 && !isRest) return [];
  const { tree } = index;
  const isGone = figures.mark === 'x';
  const part = isGone ? figures.before! : figures.after;
  const total = isGone ? tree.before!.total : tree.total;
  const of = (whole: number, what: string) =>
    words(`${share(part, total[whole]!)} of ${what}${isGone ? ' in A' : ''}`);
  const parent = isRest ? node : tree.parent[node]!;
  return [
    of(0, 'root'),
    ...(parent > 0 ? [of(parent, inverted ? 'what it calls' : 'parent')] : []),
    ...(zoom.node > 0 && zoom.node !== parent && zoom.node !== node ? [of(zoom.node, 'zoom')] : []),
  ];
}

/** Where it stands, what is below it, and what it holds itself. */
export function shapePieces({ scene, inverted, nodes, amounts }: PanelSubject): readonly LinePiece[] {
  const { index, node, isRest, cell } = scene;
  const { tree } = index;
  if (isRest) {
    const folded = nodes.reduce((sum, at) => sum + tree.folded[at]!, 0);
    const isAll = nodes.every((at) => tree.folded[at]! > 0);
    return [
      ...(folded > 0 ? [words(`with ${countOf(folded, 'path')} kept as a sum only`)] : []),
      ...(isAll ? [] : [words('enter shows them', 'accent')]),
    ];
  }
  const children = index.children(node).filter((child) => tree.folded[child] === 0).length;
  const isHidden = cell.node !== node || cell.skip !== undefined;
  return [
    ...(isHidden ? [words("within '..': enter shows it", 'warning')] : []),
    words(`depth ${tree.depth[node]!}`),
    words(inverted ? countOf(children, 'caller') : childrenText(children)),
    ...(inverted ? [] : [words(`itself ${amounts.long(tree.self[node]!)}`)]),
  ];
}

function childrenText(number: number): string {
  if (number === 0) return 'no children';
  return number === 1 ? '1 child' : `${count(number)} children`;
}
