import { FlameIndex } from './flame-index.js';
import type { GrownFlame } from './flame-model.js';
import type { BodySize, FlameParts } from './flame-parts.js';
import { flameParts } from './flame-parts.js';
import type { FlameView, FlameZoom } from './flame-view.js';
import type { FlameCell, FlameLayout, FlamePosition, FlameZoomNode } from './lay-out-flame.js';

/** What a view chooses of a tree. */
export interface FlameChoice {
  readonly index: FlameIndex;
  readonly zoom: FlameZoomNode;
  /** The node selected; of a cell of merged ones, their parent. */
  readonly node: number;
  readonly isRest: boolean;
}

/** What a view shows of a tree in a body of a given size. */
export interface FlameScene extends FlameChoice {
  readonly parts: FlameParts;
  readonly layout: FlameLayout;
  readonly position: FlamePosition;
  /** The cell that shows the selected node, which may be one of those merged in it. */
  readonly cell: FlameCell;
  /** First level shown. */
  readonly top: number;
}

/** The zoom and the selection found again in a tree, as far as their paths exist there. */
export function chooseFlame({ tree, suspect }: GrownFlame, { zooms, selected }: FlameView): FlameChoice {
  const index = FlameIndex.of(tree);
  const zoom = resolveZoom(index, zooms.at(-1));
  if (selected === undefined) {
    const node = (suspect && index.mostGrown(suspect)) ?? zoom.node;
    return { index, zoom, node: index.isShown(node, zoom) ? node : zoom.node, isRest: false };
  }
  const { node, isWhole } = index.find(selected.path);
  if (!index.isShown(node, zoom)) return { index, zoom, node: zoom.node, isRest: false };
  return { index, zoom, node, isRest: selected.isRest && isWhole };
}

export function resolveZoom(index: FlameIndex, zoom: FlameZoom | undefined): FlameZoomNode {
  if (zoom === undefined) return { node: 0, skip: 0 };
  const { node, isWhole } = index.find(zoom.path);
  const fits = isWhole && zoom.skip < index.children(node).length;
  return { node, skip: fits ? zoom.skip : 0 };
}

export function flameScene(model: GrownFlame, view: FlameView, size: BodySize): FlameScene {
  const choice = chooseFlame(model, view);
  const parts = flameParts(size);
  // The last column holds the bar that closes the root.
  const layout = choice.index.layout(choice.zoom, parts.icicleWidth - 1);
  const position = positionOf(choice, layout);
  const cell = layout.rows[position.row]![position.column]!;
  const top = scrolled(view.top, { row: position.row, shown: parts.icicleRows, rows: layout.rows.length });
  return { ...choice, parts, layout, position, cell, top, isRest: choice.isRest && cell.skip !== undefined };
}

/** A node without a cell of its own is in the merged one of the nearest caller that has a cell. */
function positionOf({ index, node, isRest }: FlameChoice, { cells, rests }: FlameLayout): FlamePosition {
  const own = isRest ? rests.get(node) : cells.get(node);
  if (own !== undefined) return own;
  for (let above = node; above >= 0; above = index.tree.parent[above]!) {
    if (cells.has(above)) return (above === node ? undefined : rests.get(above)) ?? cells.get(above)!;
  }
  return { row: 0, column: 0 };
}

function scrolled(top: number, { row, shown, rows }: { row: number; shown: number; rows: number }): number {
  const least = row - shown + 1;
  return Math.max(0, Math.min(rows - shown, Math.max(least, Math.min(row, top))));
}
