import { count, safeText } from '@heaptide/report';
import type { DrawingStyle, Tone } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, type MeasuredText, shortenName } from '../drawing/measured-text.js';
import { samplingError } from '../sites/site-row.js';
import { type FlameAmounts, factor, flameAmounts, share } from './flame-amounts.js';
import { type FlameFigures, flameFigures, shownAmount } from './flame-figures.js';
import { FLAME_MARKS } from './flame-mark.js';
import type { FlameScene } from './flame-scene.js';

export interface FlamePanelOptions {
  readonly scene: FlameScene;
  readonly inverted: boolean;
  readonly style: DrawingStyle;
}

const INDENT = '   ';
const GAP = '   ';
/** From here on each thing has a line of its own. */
const TALL_FROM = 10;
const ROOT = measure(safeText('root'));

/** All that is known of what is selected; what matters most comes first. */
export function composeFlamePanel(options: FlamePanelOptions): readonly string[] {
  const { height, place } = options.scene.parts.panel;
  const panel = new FlamePanel(options);
  const lines = place === 'right' && height >= TALL_FROM ? panel.tall() : panel.short();
  return Array.from({ length: height }, (_, line) => lines[line] ?? '');
}

class FlamePanel {
  readonly #scene: FlameScene;
  readonly #style: DrawingStyle;
  readonly #inverted: boolean;
  readonly #width: number;
  readonly #height: number;
  readonly #amounts: FlameAmounts;
  /** The node selected, or those merged in one cell. */
  readonly #nodes: readonly number[];
  readonly #figures: FlameFigures;

  constructor({ scene, style, inverted }: FlamePanelOptions) {
    const { index, node, isRest, cell, parts } = scene;
    this.#scene = scene;
    this.#style = style;
    this.#inverted = inverted;
    this.#width = parts.panel.width;
    this.#height = parts.panel.height;
    this.#amounts = flameAmounts(index.tree);
    this.#nodes = isRest ? index.children(node).slice(cell.skip) : [node];
    this.#figures = flameFigures(index.tree, this.#nodes);
  }

  short(): readonly string[] {
    const { isRest, index, node } = this.#scene;
    const amounts = this.#join(INDENT, [...this.#amountPieces(), ...this.#shares()]);
    const shape = this.#join(INDENT, this.#shape());
    const largest = this.#listLine(isRest ? this.#nodes : index.children(node));
    const path = this.#pathLine();
    return isRest
      ? [this.#title(), amounts, largest, shape, path]
      : [this.#title(), amounts, path, shape, largest];
  }

  tall(): readonly string[] {
    const { isRest, index, node } = this.#scene;
    const listed = isRest ? this.#nodes : index.children(node);
    const pieces = [
      this.#markPiece(this.#width - GAP.length),
      ...this.#amountPieces(),
      ...this.#shares(),
      ...this.#shape(),
    ];
    const facts = [
      this.#title(),
      ...(isRest || index.tree.frame[node] === -1 ? [] : [this.#placeLine()]),
      '',
      ...pieces.filter(({ text }) => text !== '').map((piece) => this.#join(INDENT, [piece])),
      '',
    ];
    const room = this.#height - facts.length;
    const path = this.#pathNodes();
    const forPath = Math.min(
      path.length,
      Math.max(3, room - 3 - Math.min(listed.length, Math.floor(room / 2))),
    );
    const hidden = path.length - forPath;
    const pathRows = path.slice(hidden).map((at) => this.#nodeRow(at));
    const forList = Math.max(0, room - 1 - forPath - Number(hidden > 0) - 2);
    const listRows = listed.slice(0, forList).map((at) => this.#nodeRow(at));
    const beyond = listed.length - listRows.length;
    return [
      ...facts,
      this.#heading(this.#inverted ? 'PATH to the callers' : 'PATH from the root'),
      ...(hidden > 0 ? [this.#join(INDENT, [words(`${hidden} more above`, 'dim')])] : []),
      ...pathRows,
      ...(listed.length === 0
        ? []
        : [
            '',
            this.#heading(
              this.#listTitle() +
                (beyond > 0 ? `, the largest ${listRows.length} of ${count(listed.length)}` : ''),
            ),
            ...listRows,
          ]),
    ];
  }

  #listTitle(): string {
    if (this.#scene.isRest) return 'TOO NARROW TO DRAW';
    return this.#inverted ? 'CALLERS' : 'CHILDREN';
  }

  #heading(text: string): string {
    return this.#join('', [words(text, 'strong')]);
  }

  #title(): string {
    const { index, node, isRest, parts } = this.#scene;
    const isBelow = parts.panel.place === 'below';
    const verdict = isBelow ? this.#markPiece(this.#width / 2) : words('');
    const right = verdict.text === '' ? undefined : verdict;
    const room = this.#width - 4 - (right === undefined ? 0 : right.width + GAP.length);
    if (isRest) {
      const title = `> ..  ${countOf(this.#nodes.length, 'node')} too narrow to draw, below `;
      const parent = this.#shortened(this.#name(node), room - title.length);
      const piece = {
        text: title + parent.text,
        width: title.length + parent.width,
        tone: 'strong',
      } as const;
      return this.#withRight([piece], right);
    }
    const frame = index.tree.frame[node]!;
    const hasPlace = isBelow && frame !== -1;
    const name = this.#shortened(this.#name(node), hasPlace ? Math.floor(room * 0.55) : room - 2);
    const pieces: LinePiece[] = [{ text: `> ${name.text}`, width: name.width + 2, tone: 'strong' }];
    if (hasPlace) {
      const place = measure(index.labels(this.#style).fullPlace(frame));
      pieces.push(named(this.#shortened(place, room - name.width - 2 - GAP.length, 'end'), 'dim'));
    }
    return this.#withRight(pieces, right);
  }

  #placeLine(): string {
    const { index, node } = this.#scene;
    const place = measure(index.labels(this.#style).fullPlace(index.tree.frame[node]!));
    return this.#join(INDENT, [named(this.#shortened(place, this.#width - INDENT.length - 1, 'end'), 'dim')]);
  }

  /** The mark with its words, or alone where they would take more than `room`. */
  #markPiece(room: number): LinePiece {
    const { mark, before, after } = this.#figures;
    if (mark === '') return words('');
    const { tone, words: meaning } = FLAME_MARKS[mark];
    const times = mark === '++' || mark === '+' ? ` ${factor(before!, after)}` : '';
    const isSure = mark !== '=' || this.#scene.index.tree.grain > 0;
    const text = `${mark} ${isSure ? meaning : 'the same'}${times}`;
    return words(text.length <= room ? text : mark, tone);
  }

  /** B, A and the change. */
  #amountPieces(): readonly LinePiece[] {
    const { before, after, mark } = this.#figures;
    const { long, signed } = this.#amounts;
    const inB = `${long(after)}${this.#error(after)}`;
    if (before === undefined || mark === '') return [words(inB)];
    const error = samplingError(before + after, this.#scene.index.tree.grain);
    const margin = error > 0 ? ` ${this.#style.plusMinus}${long(error)}` : '';
    return [
      words(`B ${inB}`),
      words(`A ${long(before)}${this.#error(before)}`),
      words(`B-A ${signed(after - before)}${margin}`, FLAME_MARKS[mark].tone),
    ];
  }

  /** Of B; what is gone is a part of A. */
  #shares(): readonly LinePiece[] {
    const { index, node, isRest, zoom } = this.#scene;
    if (node === 0 && !isRest) return [];
    const { tree } = index;
    const isGone = this.#figures.mark === 'x';
    const part = isGone ? this.#figures.before! : this.#figures.after;
    const total = isGone ? tree.before!.total : tree.total;
    const of = (whole: number, what: string) =>
      words(`${share(part, total[whole]!)} of ${what}${isGone ? ' in A' : ''}`);
    const parent = isRest ? node : tree.parent[node]!;
    return [
      of(0, 'root'),
      ...(parent > 0 ? [of(parent, this.#inverted ? 'what it calls' : 'parent')] : []),
      ...(zoom.node > 0 && zoom.node !== parent && zoom.node !== node ? [of(zoom.node, 'zoom')] : []),
    ];
  }

  #error(amount: number): string {
    const error = samplingError(amount, this.#scene.index.tree.grain);
    if (!(error > 0) || amount <= 0) return '';
    return ` ${this.#style.plusMinus}${Math.round((100 * error) / amount)}%`;
  }

  #shape(): readonly LinePiece[] {
    const { index, node, isRest, cell } = this.#scene;
    const { tree } = index;
    if (isRest) {
      const folded = this.#nodes.reduce((sum, at) => sum + tree.folded[at]!, 0);
      const isAll = this.#nodes.every((at) => tree.folded[at]! > 0);
      return [
        ...(folded > 0 ? [words(`with ${countOf(folded, 'path')} kept as a sum only`)] : []),
        ...(isAll ? [] : [words('enter shows them', 'accent')]),
      ];
    }
    const children = index.children(node).filter((child) => tree.folded[child] === 0).length;
    const own = tree.self[node]!;
    const isHidden = cell.node !== node || cell.skip !== undefined;
    return [
      ...(isHidden ? [words("within '..': enter shows it", 'warning')] : []),
      words(`depth ${tree.depth[node]!}`),
      words(this.#inverted ? countOf(children, 'caller') : childrenText(children)),
      ...(this.#inverted ? [] : [words(`itself ${this.#amounts.long(own)}`)]),
    ];
  }

  /** `root > handle > ... > parse`, inverted `parse < handle`: both ends stay, the middle gives way. */
  #pathLine(): string {
    const label = 'path  ';
    const [first, ...names] = this.#pathNodes()
      .slice(Number(this.#inverted && this.#scene.node > 0))
      .map((node) => this.#name(node));
    const arrow = this.#inverted ? ' < ' : ' > ';
    const room = this.#width - INDENT.length - label.length - 1;
    const { ellipsis } = this.#style;
    const start = this.#shortened(first!, Math.floor(room / 3));
    let used = start.width;
    const shown: string[] = [];
    // The ellipsis and the arrow before it always find their place.
    const most = room - ellipsis.length - arrow.length;
    for (const name of names.toReversed()) {
      const short = shown.length === 0 ? this.#shortened(name, most - used - arrow.length) : name;
      if (used + arrow.length + short.width > most) break;
      shown.unshift(short.text);
      used += arrow.length + short.width;
    }
    if (shown.length < names.length) shown.unshift(ellipsis);
    return `${INDENT}${this.#style.paint('dim', label)}${[start.text, ...shown].join(arrow)}`;
  }

  /** The largest of some nodes, as many as fit. */
  #listLine(nodes: readonly number[]): string {
    if (nodes.length === 0) return '';
    const { isRest } = this.#scene;
    const label = isRest ? 'largest' : this.#inverted ? 'callers' : 'children';
    const pieces = nodes.slice(0, 12).map((node): LinePiece => {
      const figures = flameFigures(this.#scene.index.tree, [node]);
      const name = this.#shortened(this.#name(node), 32);
      const end = ` ${this.#amounts.short(shownAmount(figures))}${figures.mark === '' ? '' : ` ${figures.mark}`}`;
      return { text: name.text + end, width: name.width + end.length, tone: this.#tone(figures) };
    });
    return this.#join(INDENT, [words(label, 'dim'), ...pieces]);
  }

  /** Amount and mark before the name, so that they stand in columns. */
  #nodeRow(node: number): string {
    const figures = flameFigures(this.#scene.index.tree, [node]);
    const amount = this.#amounts.short(shownAmount(figures)).padStart(7);
    const lead = `${INDENT}${amount} ${figures.mark.padEnd(2)} `;
    const name = this.#shortened(this.#name(node), this.#width - lead.length - 1);
    const frame = this.#scene.index.tree.frame[node]!;
    const place = frame === -1 ? undefined : this.#scene.index.labels(this.#style).label(frame).place;
    const fits = place !== undefined && lead.length + name.width + 2 + place.width < this.#width;
    return (
      this.#style.paint(this.#tone(figures), lead) +
      name.text +
      (fits ? `  ${this.#style.paint('dim', place.text)}` : '')
    );
  }

  #tone({ mark }: FlameFigures): Tone {
    return mark === '' ? 'plain' : FLAME_MARKS[mark].tone;
  }

  /** From the root to what is selected, or to the parent of those merged. */
  #pathNodes(): readonly number[] {
    const nodes: number[] = [];
    for (let at = this.#scene.node; at >= 0; at = this.#scene.index.tree.parent[at]!) nodes.unshift(at);
    return nodes;
  }

  #name(node: number): MeasuredText {
    const { tree } = this.#scene.index;
    const folded = tree.folded[node]!;
    if (folded > 0) return measure(safeText(`(${countOf(folded, 'smaller path')})`));
    const frame = tree.frame[node]!;
    return frame === -1 ? ROOT : this.#scene.index.labels(this.#style).label(frame).name;
  }

  #shortened(name: MeasuredText, width: number, keep: 'both' | 'end' = 'both'): MeasuredText {
    return shortenName(name, { width: Math.max(2, width), ellipsis: this.#style.ellipsis, keep });
  }

  #withRight(pieces: readonly LinePiece[], right: LinePiece | undefined): string {
    return joinPieces(pieces, {
      width: this.#width - 1,
      style: this.#style,
      gap: GAP,
      ...(right !== undefined && { right }),
    });
  }

  #join(indent: string, pieces: readonly LinePiece[]): string {
    const width = this.#width - Math.max(0, indent.length - 1);
    return indent.slice(1) + joinPieces(pieces, { width, style: this.#style, gap: GAP });
  }
}

function countOf(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}

function childrenText(number: number): string {
  if (number === 0) return 'no children';
  return number === 1 ? '1 child' : `${count(number)} children`;
}
