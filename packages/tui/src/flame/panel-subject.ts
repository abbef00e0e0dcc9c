import { count } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type FlameAmounts, flameAmounts } from './flame-amounts.js';
import { type FlameFigures, flameFigures } from './flame-figures.js';
import type { FlameScene } from './flame-scene.js';

export interface FlamePanelOptions {
  readonly scene: FlameScene;
  readonly inverted: boolean;
  readonly style: DrawingStyle;
}

/** What the panel is about, with all that its lines are made of. */
export interface PanelSubject extends FlamePanelOptions {
  readonly width: number;
  readonly amounts: FlameAmounts;
  /** The node selected, or those merged in one cell. */
  readonly nodes: readonly number[];
  /** Of the nodes together. */
  readonly figures: FlameFigures;
  /** The children, or those merged, in the order of what is shown of them. */
  readonly listed: readonly number[];
  /** From the root to what is selected, or to the parent of those merged. */
  readonly path: readonly number[];
}

export function panelSubject(options: FlamePanelOptions): PanelSubject {
  const { index, node, isRest, cell, parts } = options.scene;
  const listed = index.childrenByAmount(node, isRest ? cell.skip! : 0);
  const nodes = isRest ? listed : [node];
  const path: number[] = [];
  for (let at = node; at >= 0; at = index.tree.parent[at]!) path.unshift(at);
  return {
    ...options,
    width: parts.panel.width,
    amounts: flameAmounts(index.tree),
    nodes,
    figures: flameFigures(index.tree, nodes),
    listed,
    path,
  };
}

/** `1 path`, `3 paths`. */
export function countOf(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}
