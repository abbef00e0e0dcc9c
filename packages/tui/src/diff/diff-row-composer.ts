import type { ComparedSite } from '@heaptide/report/browse';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { fitName } from '../drawing/measured-text.js';
import { changeSign } from './change-sign.js';
import { type DiffColumn, type DiffColumnId, MARGIN } from './diff-columns.js';
import {
  amountOf,
  amountPerUnit,
  errorAmount,
  type Metric,
  shareOfA,
  shortAmount,
  signedAmount,
} from './diff-figures.js';
import type { DiffOrder, DiffSortColumn } from './diff-rows.js';
import { drawnNames } from './drawn-names.js';

export interface DiffRowComposerOptions {
  readonly columns: readonly DiffColumn[];
  readonly style: DrawingStyle;
  readonly order: DiffOrder;
  readonly metric: Metric;
  /** Done from A to B; `undefined` where nothing counts them. */
  readonly units: number | undefined;
}

const LEFT_ALIGNED = new Set<DiffColumnId>(['change', 'site', 'location']);
const SORTED_AS: Partial<Record<DiffColumnId, DiffSortColumn>> = {
  site: 'site',
  before: 'before',
  after: 'after',
  delta: 'delta',
  percent: 'percent',
};

/** Draws the lines of the table; every line is exactly as wide as its columns. */
export class DiffRowComposer {
  readonly #options: DiffRowComposerOptions;

  constructor(options: DiffRowComposerOptions) {
    this.#options = options;
  }

  header(): string {
    const { columns, style } = this.#options;
    const cells = columns.map(({ id, width }) => align(this.#title(id), width, id));
    return style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(site: ComparedSite, { selected }: { readonly selected: boolean }): string {
    const { columns, style } = this.#options;
    const cells = columns.map((column) => this.#cell(site, column));
    if (selected) return style.paint('selected', `> ${cells.join(' ')}`);
    const painted = columns.map(({ id }, index) => {
      if (id === 'change') return style.paint(changeSign(site).tone, cells[index]!);
      return id === 'location' || id === 'error' ? style.paint('dim', cells[index]!) : cells[index]!;
    });
    return `  ${painted.join(' ')}`;
  }

  #title(id: DiffColumnId): string {
    const { order, style, metric } = this.#options;
    const titles: Record<DiffColumnId, string> = {
      change: 'CHANGE',
      site: 'SITE',
      location: 'LOCATION',
      before: 'A',
      after: 'B',
      delta: 'DELTA',
      error: style.plusMinus,
      percent: '%',
      other: metric === 'bytes' ? 'OBJECTS' : 'BYTES',
      perUnit: metric === 'bytes' ? 'B/UN' : 'OBJ/UN',
    };
    return SORTED_AS[id] === order.column ? titles[id] + (order.reversed ? '^' : 'v') : titles[id];
  }

  #cell(site: ComparedSite, { id, width }: DiffColumn): string {
    const { style } = this.#options;
    const { ellipsis } = style;
    switch (id) {
      case 'change': {
        const { sign, word } = changeSign(site);
        return `${sign} ${word}`.padEnd(width);
      }
      case 'site':
        return fitName(drawnNames(site, style).name, { width, ellipsis });
      case 'location': {
        const { location, fileName } = drawnNames(site, style);
        return fitName(location.width <= width ? location : fileName, { width, ellipsis, keep: 'end' });
      }
      default:
        return align(this.#figure(site, id), width, id);
    }
  }

  #figure(site: ComparedSite, id: Exclude<DiffColumnId, 'change' | 'site' | 'location'>): string {
    const { metric, style, units } = this.#options;
    const amount = amountOf(site, metric);
    switch (id) {
      case 'before':
        return shortAmount(amount.before, metric);
      case 'after':
        return shortAmount(amount.after, metric);
      case 'delta':
        return signedAmount(amount.delta, metric);
      case 'error':
        return amount.error === undefined ? '' : style.plusMinus + errorAmount(amount, metric);
      case 'percent':
        return shareOfA(amount, site.change);
      case 'other': {
        const other = metric === 'bytes' ? 'objects' : 'bytes';
        return signedAmount(amountOf(site, other).delta, other);
      }
      case 'perUnit':
        return amountPerUnit(site, metric, units);
    }
  }
}

function align(text: string, width: number, id: DiffColumnId): string {
  return LEFT_ALIGNED.has(id) ? text.padEnd(width) : text.padStart(width);
}
