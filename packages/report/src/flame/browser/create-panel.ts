import type { Viewer } from './create-viewer.js';
import type { Neighbour } from './neighbours.js';

/** The side panel: the chosen function with who calls it and whom it calls, above the list of functions. */
export function createPanel(viewer: Viewer, chosen: HTMLElement, list: HTMLElement): void {
  const { parts, data, tree } = viewer;
  const make = parts.makeElement;
  const figures = parts.functionFigures(tree, data.names.length);
  const amount = (value: number): string => parts.formatAmount(value, data.kind);
  const signed = (value: number): string => parts.formatAmount(value, data.kind, { signed: true });
  const compares = tree.before !== undefined;
  const most = 100;
  let basis: 'self' | 'total' = 'self';

  const largestNode = (frame: number): number => {
    let largest = -1;
    const { size } = viewer.layout();
    for (let node = 0; node < tree.length; node++) {
      if (tree.frame[node] === frame && (largest === -1 || size[node]! > size[largest]!)) largest = node;
    }
    return largest;
  };
  const choose = (frame: number): void => {
    const selected = largestNode(frame);
    const { zoom } = viewer.state();
    const inside = zoom <= selected && selected < tree.end[zoom]!;
    viewer.change({ selected, ...(!inside && { zoom: 0 }) });
  };
  const link = (frame: number, otherwise: string): HTMLElement => {
    const name = viewer.nameOf(frame, otherwise);
    if (frame === -1) return make('span', { class: 'nobody' }, name);
    const place = viewer.placeOf(frame);
    const button = make(
      'button',
      { type: 'button', class: 'link', title: place === '' ? name : `${name}\n${place}` },
      name,
      ' ',
      make('small', {}, place.slice(place.search(/[^/\\]*$/))),
    );
    button.addEventListener('click', () => choose(frame));
    return button;
  };
  const bar = (part: number, whole: number): HTMLElement => {
    const fill = make('i', {});
    fill.style.width = `${whole === 0 ? 0 : Math.min(100, (100 * Math.abs(part)) / whole)}%`;
    return make('span', { class: 'bar', 'aria-hidden': 'true' }, fill);
  };

  const neighbourList = (title: string, all: readonly Neighbour[], otherwise: string): HTMLElement[] => {
    if (all.length === 0) return [];
    const weight = ({ after, before }: Neighbour): number => Math.max(Math.abs(after), Math.abs(before));
    const whole = all.reduce((sum, one) => sum + weight(one), 0);
    const rows = all
      .slice(0, 8)
      .map((one) =>
        make(
          'li',
          {},
          bar(weight(one), whole),
          link(one.frame, otherwise),
          make('span', { class: 'figure' }, compares ? signed(one.after - one.before) : amount(one.after)),
        ),
      );
    const more = all.length > 8 ? [make('li', { class: 'more' }, `and ${all.length - 8} more`)] : [];
    return [make('h3', {}, title), make('ul', {}, ...rows, ...more)];
  };
  const fact = (title: string, then: number, now: number): HTMLElement =>
    make(
      'div',
      {},
      make('dt', {}, title),
      compares
        ? make(
            'dd',
            {},
            `${amount(then)} → ${amount(now)} `,
            make('b', { class: now > then ? 'grew' : now < then ? 'shrank' : '' }, signed(now - then)),
            ` ${parts.formatChange(then, now)}`,
          )
        : make('dd', {}, `${amount(now)} `, make('small', {}, parts.formatShare(now, tree.after.size[0]!))),
    );
  const showChosen = (frame: number): void => {
    chosen.hidden = frame === -1;
    if (frame === -1) return;
    const { callers, callees } = parts.neighbours(tree, frame);
    const hadFocus = chosen.contains(document.activeElement);
    const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
    close.addEventListener('click', () => viewer.change({ selected: -1 }));
    chosen.replaceChildren(
      close,
      make('h2', {}, viewer.nameOf(frame, '')),
      make('p', { class: 'place' }, viewer.placeOf(frame)),
      make(
        'dl',
        {},
        fact('total', figures.beforeTotal[frame]!, figures.total[frame]!),
        fact('self', figures.beforeSelf[frame]!, figures.self[frame]!),
      ),
      ...neighbourList('Called by', callers, 'nothing: it is at the root'),
      ...neighbourList('Calls', callees, 'smaller ones'),
    );
    if (hadFocus) close.focus();
  };

  const showList = (): void => {
    const now = basis === 'self' ? figures.self : figures.total;
    const then = basis === 'self' ? figures.beforeSelf : figures.beforeTotal;
    const weight = (frame: number): number => Math.abs(now[frame]! - (compares ? then[frame]! : 0));
    const found = viewer.matches();
    const frames = data.names
      .map((_, frame) => frame)
      .filter((frame) => (now[frame] !== 0 || then[frame] !== 0) && found?.frames[frame] !== 0)
      .sort((a, b) => weight(b) - weight(a) || a - b);
    const whole = tree.after.size[0]!;
    const scale = frames.length === 0 ? 0 : weight(frames[0]!);
    const rows = frames.slice(0, most).map((frame) => {
      const change = now[frame]! - then[frame]!;
      const cells = compares
        ? [
            make('td', {}, amount(then[frame]!)),
            make('td', {}, amount(now[frame]!)),
            make(
              'td',
              { class: change > 0 ? 'delta grew' : change < 0 ? 'delta shrank' : 'delta' },
              signed(change),
              make('small', {}, parts.formatChange(then[frame]!, now[frame]!)),
            ),
          ]
        : [
            make('td', {}, amount(now[frame]!)),
            make('td', { class: 'share' }, parts.formatShare(now[frame]!, whole)),
          ];
      return make(
        'tr',
        { 'data-frame': String(frame) },
        make('td', { class: 'name' }, bar(weight(frame), scale), link(frame, '')),
        ...cells,
      );
    });
    const titles = compares ? ['function', 'before', 'after', 'Δ'] : ['function', basis, '%'];
    const tabs = (['self', 'total'] as const).map((name) => {
      const tab = make('button', { type: 'button', 'aria-pressed': String(name === basis) }, name);
      tab.addEventListener('click', () => {
        basis = name;
        showList();
        markChosen();
      });
      return tab;
    });
    const count =
      frames.length > most ? `${most} of ${frames.length.toLocaleString('en-US')}` : String(frames.length);
    list.replaceChildren(
      make(
        'div',
        { class: 'list-head' },
        make('h2', {}, found === undefined ? 'Functions ' : 'Matching functions ', make('small', {}, count)),
        make('div', { class: 'segments', role: 'group', 'aria-label': 'Figures of the list' }, ...tabs),
      ),
      make(
        'table',
        compares ? { class: 'changes' } : {},
        make('thead', {}, make('tr', {}, ...titles.map((title) => make('th', { scope: 'col' }, title)))),
        make('tbody', {}, ...rows),
      ),
    );
  };

  const markChosen = (): void => {
    const { selected } = viewer.state();
    const current = String(selected > 0 ? tree.frame[selected]! : -1);
    for (const row of list.querySelectorAll<HTMLElement>('tr[data-frame]')) {
      row.classList.toggle('current', row.dataset.frame === current);
    }
  };

  viewer.watch((state, before) => {
    if (state.selected !== before?.selected)
      showChosen(state.selected > 0 ? tree.frame[state.selected]! : -1);
    if (state.query !== before?.query) showList();
    markChosen();
  });
}
