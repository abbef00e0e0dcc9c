import { count, safeText, shortBytes } from '@heaptide/report';
import type { OutlineRow } from '@heaptide/report/snapshot-browse';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { fitName, measure } from '../../drawing/measured-text.js';
import { MARGIN, type OutlineColumn, type OutlineColumnId, outlineColumns } from './outline-columns.js';

export interface OutlineComposerOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Bytes of the whole heap. */
  readonly total: number;
}

const TITLES: Readonly<Record<OutlineColumnId, string>> = {
  name: 'OBJECTS',
  count: 'COUNT',
  shallow: 'SHALLOW',
  retained: 'RETAINED',
  share: 'SHARE',
};
const SIGNS = { open: '-', closed: '+', leaf: ' ' } as const;
const INDENT = 2;
/** Deeper rows stand no further to the right, so that there is room for their names. */
const DEEPEST_SHARE = 0.5;

/** Draws the rows of an outline; every line is exactly `width` cells wide. */
export class OutlineComposer {
  readonly #options: OutlineComposerOptions;
  readonly #columns: readonly OutlineColumn[];

  constructor(options: OutlineComposerOptions) {
    this.#options = options;
    this.#columns = outlineColumns(options.width);
  }

  header(): string {
    const cells = this.#columns.map(({ id, width }) =>
      id === 'name' ? TITLES.name.padEnd(width) : TITLES[id].padStart(width),
    );
    return this.#options.style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(row: OutlineRow, { selected }: { readonly selected: boolean }): string {
    const { style } = this.#options;
    const line = this.#columns.map((column) => this.#cell(row, column)).join(' ');
    if (selected) return style.paint('selected', `> ${line}`);
    return `  ${row.kind === 'more' ? style.paint('dim', line) : line}`;
  }

  #cell(row: OutlineRow, { id, width }: OutlineColumn): string {
    if (id === 'name') return this.#name(row, width);
    return this.#figure(row, id).padStart(width);
  }

  #name({ kind, name, id, count: objects, depth, standing }: OutlineRow, width: number): string {
    const { style } = this.#options;
    const { ascii, ellipsis } = style;
    const indent = ' '.repeat(Math.min(depth * INDENT, Math.floor(width * DEEPEST_SHARE)));
    if (kind === 'more') return `${indent}+ ${ellipsis} ${count(objects)} more`.padEnd(width).slice(0, width);
    const sign = `${indent}${SIGNS[standing]} `;
    // The id is what tells objects of one class apart: it stays when the name has to give way.
    const tail = id === undefined ? '' : ` @${id}`;
    const room = width - sign.length - tail.length;
    const shown = measure(safeText(name, { ascii, limit: 256 }));
    if (shown.width > room) return sign + fitName(shown, { width: room, ellipsis }) + tail;
    return sign + shown.text + tail + ' '.repeat(room - shown.width);
  }

  #figure(row: OutlineRow, id: Exclude<OutlineColumnId, 'name'>): string {
    switch (id) {
      case 'count':
        return row.kind === 'node' ? '' : count(row.count);
      case 'shallow':
        return shortBytes(row.shallow);
      case 'retained':
        return shortBytes(row.retained);
      case 'share':
        return share(row.retained, this.#options.total);
    }
  }
}

/** `12.3%`. */
export function share(part: number, whole: number): string {
  return `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)}%`;
}
