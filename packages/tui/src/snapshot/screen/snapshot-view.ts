import type { ClassArrangement, ClassOrder, OutlineFace } from '@heaptide/report/snapshot-browse';
import type { KeyPress } from '../../keys/key-machine.js';
import { cursorMove } from '../../screen/cursor-move.js';

/** Three ways to look at one snapshot. */
export type SnapshotFace = OutlineFace | 'path';

export const SNAPSHOT_FACES: readonly SnapshotFace[] = ['classes', 'dominators', 'path'];

/** Where one stands among the rows of a face. */
export interface CursorView {
  readonly index: number;
  /** First row that is shown. */
  readonly top: number;
}

/** What the user has chosen to look at. */
export interface SnapshotView {
  readonly face: SnapshotFace;
  readonly cursors: Readonly<Record<SnapshotFace, CursorView>>;
  readonly arrangement: ClassArrangement;
  /** The node that the dominators are shown from; `undefined` for the whole heap. */
  readonly top: number | undefined;
  /** Whose path is shown, and which of its paths. */
  readonly subject: number | undefined;
  readonly way: number;
}

/** In the order that a key goes through them. */
const CLASS_ORDERS: readonly ClassOrder[] = ['retained', 'shallow', 'count', 'name'];

export const FIRST_ROW: CursorView = { index: 0, top: 0 };

/** Wherever that will be. */
const LAST_ROW: CursorView = { index: Number.MAX_SAFE_INTEGER, top: 0 };

export const INITIAL_SNAPSHOT_VIEW: SnapshotView = {
  face: 'classes',
  cursors: { classes: FIRST_ROW, dominators: FIRST_ROW, path: FIRST_ROW },
  arrangement: { order: 'retained', reversed: false, filter: '' },
  top: undefined,
  subject: undefined,
  way: 0,
};

/** Rows of the face that is shown, and how many are shown at a time. */
export interface FaceRows {
  readonly length: number;
  readonly page: number;
}

/** The view after a press that only moves or arranges; `undefined` when it does neither. */
export function pressSnapshot(view: SnapshotView, press: KeyPress, rows: FaceRows): SnapshotView | undefined {
  const { face, cursors, arrangement } = view;
  const target = cursorMove(press, { index: cursors[face].index, ...rows });
  if (target !== undefined) return withCursor(view, target);
  switch (press.command) {
    case 'view-live':
      return { ...view, face: 'classes' };
    case 'view-diff':
      return { ...view, face: 'dominators' };
    case 'view-flame':
      return { ...view, face: 'path' };
    case 'next-view':
      return { ...view, face: turned(face, 1) };
    case 'previous-view':
      return { ...view, face: turned(face, -1) };
    case 'sort':
      return arrange(view, { order: nextOrder(arrangement), reversed: false });
    case 'reverse':
      return arrange(view, { reversed: !arrangement.reversed });
    case 'back':
      return back(view);
    default:
      return undefined;
  }
}

/** Moves the cursor of the face that is shown; it is kept among the rows by {@link placeCursor}. */
export function withCursor(view: SnapshotView, index: number): SnapshotView {
  const cursor = { ...view.cursors[view.face], index };
  return { ...view, cursors: { ...view.cursors, [view.face]: cursor } };
}

/** Other classes, or the same in another order: the first of them is looked at. */
export function arrange(view: SnapshotView, change: Partial<ClassArrangement>): SnapshotView {
  const arrangement = { ...view.arrangement, ...change };
  return { ...view, arrangement, cursors: { ...view.cursors, classes: FIRST_ROW } };
}

/** The dominators from a node on, or of the whole heap. */
export function showDominators(view: SnapshotView, top: number | undefined): SnapshotView {
  return { ...view, face: 'dominators', top, cursors: { ...view.cursors, dominators: FIRST_ROW } };
}

/** One of the paths to a node, with the cursor at the node itself: what holds it is next to it. */
export function showPath(view: SnapshotView, subject: number, way = 0): SnapshotView {
  return { ...view, face: 'path', subject, way, cursors: { ...view.cursors, path: LAST_ROW } };
}

/** The cursor on a row that is there, and scrolled so that it shows. */
export function placeCursor({ index, top }: CursorView, { length, page }: FaceRows): CursorView {
  const kept = Math.max(0, Math.min(length - 1, index));
  const least = kept - Math.max(0, page - 1);
  return { index: kept, top: Math.min(Math.max(0, length - page), Math.max(least, Math.min(kept, top))) };
}

function back(view: SnapshotView): SnapshotView {
  if (view.face === 'classes') return view.arrangement.filter === '' ? view : arrange(view, { filter: '' });
  if (view.face === 'dominators' && view.top !== undefined) return showDominators(view, undefined);
  return { ...view, face: 'classes' };
}

function turned(face: SnapshotFace, by: number): SnapshotFace {
  const { length } = SNAPSHOT_FACES;
  return SNAPSHOT_FACES[(SNAPSHOT_FACES.indexOf(face) + by + length) % length]!;
}

function nextOrder({ order }: ClassArrangement) {
  return CLASS_ORDERS[(CLASS_ORDERS.indexOf(order) + 1) % CLASS_ORDERS.length]!;
}
