import type { FlameData } from '../flame-data.js';
import type { Parts } from '../viewer-parts.js';
import type { Matches } from './find-matches.js';
import type { Layout } from './lay-out.js';
import type { Side, TreeModel } from './open-tree.js';
import type { ViewState } from './view-state.js';

/** The state of the page, which its pieces share. */
export interface Viewer {
  readonly parts: Parts;
  readonly data: FlameData;
  readonly tree: TreeModel;
  readonly state: () => ViewState;
  readonly layout: () => Layout;
  readonly matches: () => Matches | undefined;
  /** Changes the state, the page's address, and all that shows. A new zoom can be taken back. */
  readonly change: (change: Partial<ViewState>) => void;
  readonly back: () => void;
  readonly canGoBack: () => boolean;
  /** Calls at once, and after every change. */
  readonly watch: (listener: (state: ViewState, before: ViewState | undefined) => void) => void;
  /** A node as its box says it. */
  readonly labelOf: (node: number) => string;
  /** A function as lists say it; -1 for what has none. */
  readonly nameOf: (frame: number, otherwise: string) => string;
  /** `/app/table.js:41`; `` when unknown. */
  readonly placeOf: (frame: number) => string;
  /** The side that widths and shares go by: `after`, unless `before` is shown. */
  readonly shownSide: () => Side;
}

export function createViewer(parts: Parts, data: FlameData): Viewer {
  const tree = parts.openTree(data);
  const listeners: ((state: ViewState, before: ViewState | undefined) => void)[] = [];
  const trail: number[] = [];
  let state = parts.readHash(location.hash, tree.length);
  let matches = parts.findMatches(data, tree, state.query);

  const sizes = (): Float64Array => {
    if (tree.before === undefined || state.width === 'after') return tree.after.size;
    return state.width === 'before' ? tree.before.size : tree.unionSize;
  };
  /** What has no width here cannot fill it. */
  const shownZoom = (node: number): number => {
    let shown = node;
    while (shown > 0 && !(sizes()[shown]! > 0)) shown = tree.parent[shown]!;
    return shown;
  };
  const lay = (): Layout => parts.layOut(tree, sizes(), { byName: state.byName });
  state = { ...state, zoom: shownZoom(state.zoom) };
  let layout = lay();

  const apply = (next: ViewState): void => {
    const before = state;
    state = next;
    state = { ...state, zoom: shownZoom(state.zoom) };
    if (state.query !== before.query) matches = parts.findMatches(data, tree, state.query);
    if (state.width !== before.width || state.byName !== before.byName) layout = lay();
    for (const listener of listeners) listener(state, before);
  };
  const remember = (newEntry: boolean): void => {
    const hash = parts.writeHash(state);
    const address = hash === '#' ? location.href.replace(/#.*$/s, '') : hash;
    try {
      if (newEntry) history.pushState(undefined, '', address);
      else history.replaceState(undefined, '', address);
    } catch {
      // A page inside a sandbox has no address of its own; the view works without.
    }
  };
  const change = (part: Partial<ViewState>): void => {
    const { zoom } = state;
    apply({ ...state, ...part });
    if (state.zoom !== zoom) trail.push(zoom);
    remember(state.zoom !== zoom);
  };
  const follow = (): void => {
    const next = parts.readHash(location.hash, tree.length);
    if (parts.writeHash(next) !== parts.writeHash(state)) apply(next);
  };
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);

  const nameOf = (frame: number, otherwise: string): string =>
    frame === -1 ? otherwise : data.names[frame]!;
  return {
    parts,
    data,
    tree,
    state: () => state,
    layout: () => layout,
    matches: () => matches,
    change,
    back: () => {
      const zoom = trail.pop();
      if (zoom === undefined) return;
      apply({ ...state, zoom, selected: -1 });
      remember(true);
    },
    canGoBack: () => trail.length > 0,
    watch: (listener) => {
      listeners.push(listener);
      listener(state, undefined);
    },
    labelOf: (node) => {
      if (node === 0) return 'all';
      const folded = tree.folded[node]!;
      return nameOf(
        tree.frame[node]!,
        `${folded.toLocaleString('en-US')} smaller ${folded === 1 ? 'node' : 'nodes'}`,
      );
    },
    nameOf,
    placeOf: (frame) => {
      const file = frame === -1 ? '' : data.files[data.fileOf[frame]!]!;
      if (file === '') return '';
      return data.lines[frame]! > 0 ? `${file}:${data.lines[frame]!}` : file;
    },
    shownSide: () => (state.width === 'before' && tree.before !== undefined ? tree.before : tree.after),
  };
}
