import type { Viewer } from './create-viewer.js';

export interface Tooltip {
  /** At a point of the window. */
  readonly show: (node: number, x: number, y: number) => void;
  readonly hide: () => void;
}

/** The figures of a node, beside the pointer. */
export function createTooltip(
  { parts, data, tree, labelOf, placeOf, shownSide }: Viewer,
  box: HTMLElement,
): Tooltip {
  const make = parts.makeElement;
  const amount = (value: number): string => parts.formatAmount(value, data.kind);
  let shown = -1;

  const plainRows = (node: number): HTMLElement[] => {
    const { self, total, size } = tree.after;
    const parent = tree.parent[node]!;
    const row = (title: string, value: number): HTMLElement =>
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, title),
        make('td', { class: 'main' }, amount(value)),
        make('td', {}, parts.formatShare(value, size[0]!)),
        make('td', {}, parent === -1 ? '' : parts.formatShare(value, size[parent]!)),
      );
    return [
      make(
        'tr',
        {},
        ...['', '', 'of all', parent === -1 ? '' : 'of parent'].map((text) => make('th', {}, text)),
      ),
      row('total', total[node]!),
      row('self', self[node]!),
    ];
  };
  const changeRows = (node: number): HTMLElement[] => {
    const { after } = tree;
    const before = tree.before!;
    const row = (title: string, then: number, now: number): HTMLElement =>
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, title),
        make('td', {}, amount(then)),
        make('td', { class: 'main' }, amount(now)),
        make(
          'td',
          { class: now > then ? 'main grew' : now < then ? 'main shrank' : 'main' },
          parts.formatAmount(now - then, data.kind, { signed: true }),
        ),
        make('td', { class: 'times' }, parts.formatChange(then, now)),
      );
    return [
      make('tr', {}, ...['', 'before', 'after', 'Δ', '×'].map((text) => make('th', {}, text))),
      row('total', before.total[node]!, after.total[node]!),
      row('self', before.self[node]!, after.self[node]!),
    ];
  };
  const noteOf = (node: number): string => {
    const shares: string[] = [];
    if (tree.before !== undefined) {
      const { total, size } = shownSide();
      const side = shownSide() === tree.before ? 'before' : 'after';
      const parent = tree.parent[node]!;
      if (size[node]! > 0) shares.push(`${side}: ${parts.formatShare(total[node]!, size[0]!)} of all`);
      if (size[node]! > 0 && parent !== -1)
        shares.push(`${parts.formatShare(total[node]!, size[parent]!)} of parent`);
      const change = Math.abs(tree.after.total[node]! - tree.before.total[node]!);
      if (change > 0 && change < 2 * data.grain) shares.push('change below two samples');
    }
    return shares.join(' · ');
  };

  return {
    show: (node, x, y) => {
      if (node !== shown) {
        shown = node;
        const place = placeOf(tree.frame[node]!);
        const rows = tree.before === undefined ? plainRows(node) : changeRows(node);
        const note = noteOf(node);
        box.replaceChildren(
          make('strong', {}, labelOf(node)),
          ...(place === '' ? [] : [make('div', { class: 'place' }, place)]),
          make('table', {}, ...rows),
          ...(note === '' ? [] : [make('div', { class: 'note' }, note)]),
        );
      }
      box.hidden = false;
      const { width, height } = box.getBoundingClientRect();
      const right = x + 16 + width > window.innerWidth;
      const below = y + 20 + height > window.innerHeight;
      box.style.left = `${Math.max(4, right ? x - 12 - width : x + 16)}px`;
      box.style.top = `${Math.max(4, below ? y - 12 - height : y + 20)}px`;
    },
    hide: () => {
      box.hidden = true;
      shown = -1;
    },
  };
}
