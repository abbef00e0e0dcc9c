import type { KeyPress } from '../keys/key-machine.js';
import type { FlameIndex, FlamePath } from './flame-index.js';
import { type FlameModel, isGrown } from './flame-model.js';
import type { BodySize } from './flame-parts.js';
import { flameScene, type FlameScene, resolveZoom } from './flame-scene.js';
import type { FlameCell } from './lay-out-flame.js';

/** A node that fills the width, without the `skip` largest of its children. */
export interface FlameZoom {
  readonly path: FlamePath;
  readonly skip: number;
}

export interface FlameSelection {
  readonly path: FlamePath;
  /** Selected are those of its children that are merged into one cell. */
  readonly isRest: boolean;
}

/** What the user has chosen to look at. Nodes are known by their paths, so that they are found in the next tree too. */
export interface FlameView {
  /** Each below the one before; empty for the whole tree. */
  readonly zooms: readonly FlameZoom[];
  /** `undefined` until the user selects something: the suspect of the model is selected then, or else the root. */
  readonly selected: FlameSelection | undefined;
  /** First level shown. */
  readonly top: number;
  readonly search: string;
}

export const INITIAL_FLAME_VIEW: FlameView = {
  zooms: [],
  selected: undefined,
  top: 0,
  search: '',
};

export interface FlameContext extends BodySize {
  readonly model: FlameModel;
}

/** The view after a press; `undefined` where the press means nothing to this screen. */
export function pressFlame(view: FlameView, press: KeyPress, context: FlameContext): FlameView | undefined {
  const { model } = context;
  if (press.command === 'type' || !isGrown(model)) return undefined;
  const scene = flameScene(model, view, context);
  const next = pressed({ ...view, top: scene.top }, press, scene);
  return next && { ...next, top: flameScene(model, next, context).top };
}

/** Searches as the user types; what is selected stays. */
export function searchFlame(view: FlameView, search: string): FlameView {
  return { ...view, search };
}

type Command = Exclude<KeyPress, { readonly command: 'type' }>;

function pressed(view: FlameView, { command, count }: Command, scene: FlameScene): FlameView | undefined {
  const times = count ?? 1;
  const page = scene.parts.icicleRows;
  const half = Math.ceil(page / 2);
  switch (command) {
    case 'down':
      return descend(view, scene, times);
    case 'up':
      return ascend(view, scene, times);
    case 'half-down':
      return descend(view, scene, times * half);
    case 'half-up':
      return ascend(view, scene, times * half);
    case 'page-down':
      return descend(view, scene, times * page);
    case 'page-up':
      return ascend(view, scene, times * page);
    case 'top':
      return ascend(view, scene, Infinity);
    case 'bottom':
      return descend(view, scene, Infinity);
    case 'left':
      return beside(view, scene, -times);
    case 'right':
      return beside(view, scene, times);
    case 'open':
      return zoomIn(view, scene);
    case 'zoom-out':
      return zoomOut(view, times);
    case 'zoom-reset':
      return zoomOut(view, Infinity);
    case 'next-match':
      return toMatch(view, scene, times);
    case 'previous-match':
      return toMatch(view, scene, -times);
    case 'back':
      if (view.zooms.length > 0) return zoomOut(view, 1);
      return view.search === '' ? undefined : { ...view, search: '' };
    default:
      return undefined;
  }
}

function select(view: FlameView, index: FlameIndex, { node, skip }: FlameCell): FlameView {
  return { ...view, selected: { path: index.pathOf(node), isRest: skip !== undefined } };
}

/** To the largest child, again and again. */
function descend(view: FlameView, { index, layout, cell, position }: FlameScene, times: number): FlameView {
  let at = cell;
  for (let { row } = position; row < position.row + times && at.skip === undefined; row++) {
    const { node } = at;
    const child = layout.rows[row + 1]?.find((below) => parentOf(index, below) === node);
    if (child === undefined) break;
    at = child;
  }
  return at === cell ? view : select(view, index, at);
}

function ascend(view: FlameView, { index, layout, cell, position }: FlameScene, times: number): FlameView {
  let at = cell;
  for (let steps = Math.min(times, position.row); steps > 0; steps--) {
    const { row, column } = layout.cells.get(parentOf(index, at))!;
    at = layout.rows[row]![column]!;
  }
  return at === cell ? view : select(view, index, at);
}

/** Along the level: to siblings, and at their end to those beside them. */
function beside(view: FlameView, { index, layout, cell, position }: FlameScene, steps: number): FlameView {
  const level = layout.rows[position.row]!;
  const column = Math.max(0, Math.min(level.length - 1, position.column + steps));
  const at = level[column]!;
  return at === cell ? view : select(view, index, at);
}

function parentOf({ tree }: FlameIndex, { node, skip }: FlameCell): number {
  return skip === undefined ? tree.parent[node]! : node;
}

/** Fills the width with what is selected. Of those merged the first is selected then, or the one that was. */
function zoomIn(view: FlameView, { index, zoom, node, isRest, cell }: FlameScene): FlameView {
  if (cell.node === zoom.node && (cell.skip ?? zoom.skip) === zoom.skip) return view;
  const skip = cell.skip ?? 0;
  const first = index.children(cell.node)[skip];
  // Folded nodes are a sum, of which nothing more is known.
  if (cell.skip !== undefined && (first === undefined || index.tree.folded[first]! > 0)) return view;
  const zooms = [...view.zooms, { path: index.pathOf(cell.node), skip }];
  return { ...view, zooms, top: 0, selected: { path: index.pathOf(isRest ? first! : node), isRest: false } };
}

function zoomOut(view: FlameView, times: number): FlameView {
  if (view.zooms.length === 0) return view;
  return { ...view, zooms: view.zooms.slice(0, Math.max(0, view.zooms.length - times)) };
}

/** To the match that many further as the picture is read, round from the last to the first; zooms out as far as needed. */
function toMatch(view: FlameView, { index, node, isRest }: FlameScene, steps: number): FlameView {
  const matches = index.matches(view.search).inOrder();
  if (matches.length === 0) return view;
  const earlier = matches.filter((match) => index.compare(match, node) < 0).length;
  const isOn = !isRest && matches[earlier] === node;
  // Between two matches the one ahead is the first step.
  const from = isOn || steps < 0 ? earlier : earlier - 1;
  const match = matches[(((from + steps) % matches.length) + matches.length) % matches.length]!;
  const zooms = [...view.zooms];
  while (zooms.length > 0 && !index.isShown(match, resolveZoom(index, zooms.at(-1)))) zooms.pop();
  return { ...view, zooms, selected: { path: index.pathOf(match), isRest: false } };
}
