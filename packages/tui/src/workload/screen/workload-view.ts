import type { KeyPress } from '../../keys/key-machine.js';
import { cursorMove } from '../../screen/cursor-move.js';
import { POD_SORTS, type PodOrder } from './pod-order.js';

/** The two tables, one of which the keys move in. */
export type WorkloadPane = 'pods' | 'sites';

/** Where one stands in a table. The selection follows its row; while it is `undefined` it stays on the first one. */
export interface PaneView {
  readonly selected: string | undefined;
  readonly index: number;
  readonly top: number;
}

/** What the user has chosen to look at. Knows nothing of pods and sites but their keys. */
export interface WorkloadView {
  readonly pane: WorkloadPane;
  readonly panes: Readonly<Record<WorkloadPane, PaneView>>;
  readonly order: PodOrder;
  /** Narrows both tables. */
  readonly filter: string;
}

const AT_FIRST: PaneView = { selected: undefined, index: 0, top: 0 };

export const INITIAL_WORKLOAD_VIEW: WorkloadView = {
  pane: 'pods',
  panes: { pods: AT_FIRST, sites: AT_FIRST },
  order: { column: 'eta', reversed: false },
  filter: '',
};

/** The rows of a table by their keys, and how many are shown at a time. */
export interface PaneRows {
  readonly keys: readonly string[];
  readonly page: number;
}

/** The view after a press; `undefined` when the press means nothing here. */
export function pressWorkload(
  view: WorkloadView,
  press: KeyPress,
  rows: Readonly<Record<WorkloadPane, PaneRows>>,
): WorkloadView | undefined {
  const { pane, panes, order, filter } = view;
  const { keys, page } = rows[pane];
  const { index } = placePane(panes[pane], rows[pane]);
  const target = cursorMove(press, { index, length: keys.length, page });
  if (target !== undefined) {
    const nearest = Math.max(0, Math.min(keys.length - 1, target));
    return {
      ...view,
      panes: { ...panes, [pane]: { ...panes[pane], index: nearest, selected: keys[nearest] } },
    };
  }
  switch (press.command) {
    case 'next-pane':
    case 'previous-pane':
      return { ...view, pane: pane === 'pods' ? 'sites' : 'pods' };
    case 'sort':
      return { ...view, order: { column: nextSort(order), reversed: false } };
    case 'reverse':
      return { ...view, order: { ...order, reversed: !order.reversed } };
    case 'back':
      if (filter !== '') return { ...view, filter: '' };
      return pane === 'sites' ? { ...view, pane: 'pods' } : undefined;
    default:
      return undefined;
  }
}

/** Finds the selected row again after the rows have changed, and scrolls so that it shows among `page` rows. */
export function placePane(view: PaneView, { keys, page }: PaneRows): PaneView {
  const found = view.selected === undefined ? 0 : keys.indexOf(view.selected);
  const index = found >= 0 ? found : Math.max(0, Math.min(keys.length - 1, view.index));
  const least = index - Math.max(0, page - 1);
  const last = Math.max(0, keys.length - page);
  const top = Math.min(last, Math.max(least, Math.min(index, view.top)));
  return index === view.index && top === view.top ? view : { ...view, index, top };
}

function nextSort({ column }: PodOrder) {
  return POD_SORTS[(POD_SORTS.indexOf(column) + 1) % POD_SORTS.length]!;
}
