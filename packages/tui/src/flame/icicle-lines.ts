import type { DrawingStyle, Tone } from '../drawing/drawing-style.js';
import { measure } from '../drawing/measured-text.js';
import { safeText } from '@heaptide/report';
import { type CellText, cellText, showsMark } from './cell-text.js';
import { flameAmounts } from './flame-amounts.js';
import { flameFigures, shownAmount } from './flame-figures.js';
import type { FlameMatches } from './flame-index.js';
import { FLAME_MARKS } from './flame-mark.js';
import type { FlameScene } from './flame-scene.js';
import type { FlameCell } from './lay-out-flame.js';

const NAMES = { root: measure(safeText('root')), rest: measure(safeText('..')) };

export interface IcicleOptions {
  readonly scene: FlameScene;
  readonly style: DrawingStyle;
  readonly matches: FlameMatches;
}

/** The levels in sight, one a line, each as wide as the icicle; with a bar at the end where the panel is beside it. */
export function icicleLines(options: IcicleOptions): readonly string[] {
  const { layout, top, parts } = options.scene;
  return Array.from({ length: parts.icicleRows }, (_, line) => {
    const cells = layout.rows[top + line];
    const { text, width } = cells === undefined ? { text: '', width: 0 } : levelLine(cells, options);
    const free = parts.icicleWidth - width;
    return text + (parts.panel.place === 'right' && free > 0 ? '|'.padStart(free) : ' '.repeat(free));
  });
}

function levelLine(cells: readonly FlameCell[], options: IcicleOptions): { text: string; width: number } {
  const { cell: selected } = options.scene;
  let line = '';
  let used = 0;
  for (const cell of cells) {
    const free = cell.left - used;
    if (free > 0) line += (used === 0 ? ' ' : '|') + ' '.repeat(free - 1);
    const { text, tone: meant } = content(cell, options);
    const width = cell.width - 1;
    const drawn = cellText(text, { width, style: options.style });
    // A colour without the mark that it repeats would say what the words do not.
    const tone = text.sign === '/' || showsMark(text, width) ? meant : 'plain';
    line += `|${options.style.paint(cell === selected ? 'selected' : tone, drawn)}`;
    used = cell.left + cell.width;
  }
  return { text: `${line}|`, width: used + 1 };
}

function content(cell: FlameCell, { scene, style, matches }: IcicleOptions): { text: CellText; tone: Tone } {
  const { index, zoom } = scene;
  const { tree } = index;
  const { node, skip } = cell;
  const isPart = node === zoom.node && zoom.skip > 0 && skip === undefined;
  const nodes = skip === undefined && !isPart ? [node] : index.children(node).slice(skip ?? zoom.skip);
  const figures = flameFigures(tree, nodes);
  const within =
    skip === undefined
      ? [{ from: node, to: node + 1 }]
      : nodes.map((from) => ({ from, to: index.end[from]! }));
  const isFound = within.some(({ from, to }) => matches.before[to]! > matches.before[from]!);
  const frame = tree.frame[node]!;
  const label =
    skip !== undefined
      ? { name: NAMES.rest, place: undefined }
      : frame === -1
        ? { name: NAMES.root, place: undefined }
        : index.labels(style).label(frame);
  return {
    text: {
      ...label,
      amount:
        flameAmounts(tree).short(shownAmount(figures)) +
        (isPart ? ` (without its ${zoom.skip} largest)` : ''),
      mark: figures.mark,
      sign: cell === scene.cell ? '>' : isFound ? '/' : ' ',
    },
    tone: isFound ? 'accent' : figures.mark === '' ? 'plain' : FLAME_MARKS[figures.mark].tone,
  };
}
