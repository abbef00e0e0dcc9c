import type { Stage } from './create-stage.js';
import type { Viewer } from './create-viewer.js';
import type { ViewState } from './view-state.js';

/** Search, switches, the path to the zoomed node, and the keyboard. */
export function createControls(viewer: Viewer, stage: Stage, root: HTMLElement): void {
  const { parts, data, tree } = viewer;
  const make = parts.makeElement;
  const find = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
  const search = find('#search') as HTMLInputElement;
  const found = find('#found');
  const crumbs = find('#crumbs');
  const back = find('#back') as HTMLButtonElement;
  const reset = find('#reset') as HTMLButtonElement;
  const help = find('#help') as HTMLDialogElement;
  const drawing = find('#stage');

  const changes: Readonly<Record<string, Partial<ViewState>>> = {
    'root-top': { flame: false },
    'root-bottom': { flame: true },
    'order-size': { byName: false },
    'order-name': { byName: true },
    'width-before': { width: 'before' },
    'width-after': { width: 'after' },
    'width-union': { width: 'union' },
  };
  const switches = [...root.querySelectorAll<HTMLButtonElement>('button[data-set]')];
  for (const button of switches) {
    button.addEventListener('click', () => viewer.change(changes[button.dataset.set!]!));
  }
  const resetView = (): void => viewer.change({ zoom: 0, selected: -1, query: '' });
  const toggleHelp = (): void => (help.open ? help.close() : help.showModal());
  back.addEventListener('click', viewer.back);
  reset.addEventListener('click', resetView);
  find('#help-button').addEventListener('click', toggleHelp);
  find('#help-close').addEventListener('click', toggleHelp);
  let typing: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => viewer.change({ query: search.value }), 60);
  });

  const showCrumbs = (zoom: number): void => {
    const path: number[] = [];
    for (let node = zoom; node !== -1; node = tree.parent[node]!) path.push(node);
    path.reverse();
    // The ends say where one is; a long middle would only wrap.
    const middle = path.length > 7 ? path.length - 5 : 0;
    const items = path
      .filter((_, i) => i < 1 || i > middle)
      .map((node, i) => {
        const label = viewer.labelOf(node);
        const gap = middle > 0 && i === 1 ? `… ${middle} … ` : '';
        if (node === zoom) return make('li', {}, gap, make('span', { 'aria-current': 'location' }, label));
        const button = make('button', { type: 'button', class: 'link' }, label);
        button.addEventListener('click', () => viewer.change({ zoom: node, selected: node > 0 ? node : -1 }));
        return make('li', {}, gap, button);
      });
    const side = viewer.shownSide();
    const figures = `${parts.formatAmount(side.total[zoom]!, data.kind)} · ${parts.formatShare(side.total[zoom]!, side.size[0]!)}`;
    crumbs.replaceChildren(...items, make('li', { class: 'figure' }, figures));
  };
  const showFound = (): void => {
    const matches = viewer.matches();
    if (matches === undefined) {
      found.textContent = '';
      return;
    }
    const whole = viewer.shownSide().size[0]!;
    const held = viewer.shownSide() === tree.before ? matches.before : matches.after;
    const change =
      tree.before === undefined
        ? ''
        : `, ${parts.formatAmount(matches.after - matches.before, data.kind, { signed: true })}`;
    found.textContent =
      matches.boxes === 0
        ? 'nothing found'
        : `${parts.formatAmount(held, data.kind)} · ${parts.formatShare(held, whole)}${change} in ${matches.boxes.toLocaleString('en-US')} ${matches.boxes === 1 ? 'box' : 'boxes'}`;
  };

  viewer.watch((state) => {
    for (const button of switches) {
      const wanted = Object.entries(changes[button.dataset.set!]!);
      const on = wanted.every(([field, value]) => state[field as keyof ViewState] === value);
      button.setAttribute('aria-pressed', String(on));
    }
    if (search.value !== state.query && root.ownerDocument.activeElement !== search)
      search.value = state.query;
    if (state.query === '') search.value = '';
    back.disabled = !viewer.canGoBack();
    reset.disabled = state.zoom === 0 && state.query === '' && state.selected === -1;
    showCrumbs(state.zoom);
    showFound();
  });

  /** From one match to the next, those in sight first come first. */
  const nextMatch = (step: 1 | -1): void => {
    const tops = viewer.matches()?.tops.filter((node) => viewer.layout().size[node]! > 0) ?? [];
    if (tops.length === 0) return;
    const { left } = viewer.layout();
    const ordered = [...tops].sort((a, b) => left[a]! - left[b]! || a - b);
    const at = ordered.indexOf(viewer.state().selected);
    const selected = ordered.at((at + step + (at === -1 && step === -1 ? 1 : 0)) % ordered.length)!;
    const { zoom } = viewer.state();
    const inside = zoom <= selected && selected < tree.end[zoom]!;
    viewer.change({ selected, ...(!inside && { zoom: 0 }) });
  };
  const escape = (): void => {
    const { query, selected, zoom } = viewer.state();
    if (query !== '') viewer.change({ query: '' });
    else if (zoom > 0) viewer.change({ zoom: Math.max(0, tree.parent[zoom]!) });
    else if (selected !== -1) viewer.change({ selected: -1 });
  };
  const towards = (key: 'ArrowUp' | 'ArrowDown'): 'in' | 'out' =>
    (key === 'ArrowDown') !== viewer.state().flame ? 'in' : 'out';
  const zoomToSelected = (): void => {
    const { selected } = viewer.state();
    if (selected !== -1)
      viewer.change({ zoom: tree.folded[selected]! > 0 ? tree.parent[selected]! : selected });
  };
  const widths = (width: ViewState['width']) => (): void => {
    if (tree.before !== undefined) viewer.change({ width });
  };
  const keys: Readonly<Record<string, () => void>> = {
    '/': () => {
      search.focus();
      search.select();
    },
    '?': toggleHelp,
    Escape: escape,
    Backspace: viewer.back,
    r: resetView,
    f: () => viewer.change({ flame: !viewer.state().flame }),
    o: () => viewer.change({ byName: !viewer.state().byName }),
    n: () => nextMatch(1),
    N: () => nextMatch(-1),
    b: widths('before'),
    a: widths('after'),
    u: widths('union'),
  };
  const drawingKeys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => stage.move('left'),
    ArrowRight: () => stage.move('right'),
    ArrowUp: () => stage.move(towards('ArrowUp')),
    ArrowDown: () => stage.move(towards('ArrowDown')),
    Enter: zoomToSelected,
    Home: () => viewer.change({ zoom: 0 }),
  };
  root.ownerDocument.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const target = event.target as HTMLElement;
    if (target === search) {
      if (event.key === 'Escape') {
        clearTimeout(typing);
        viewer.change({ query: '' });
        drawing.focus();
      } else if (event.key === 'Enter') {
        clearTimeout(typing);
        viewer.change({ query: search.value });
        drawing.focus();
      }
      return;
    }
    // Buttons and lists keep their own keys; the drawing takes its keys also while nothing has the focus.
    const free = target === drawing || target === root || target === root.ownerDocument.documentElement;
    const action = keys[event.key] ?? (free ? drawingKeys[event.key] : undefined);
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}
