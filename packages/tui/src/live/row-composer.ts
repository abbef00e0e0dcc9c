import type { WhyAnswer } from '@heaptide/targets';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { errorLike } from '../drawing/error-like.js';
import { fitName } from '../drawing/measured-text.js';
import { shortBytes, signedBytes } from '@heaptide/report';
import type { RowOrder, SortColumn } from '../sites/row-order.js';
import type { SiteRow } from '../sites/site-row.js';
import { sparkline } from '../drawing/sparkline.js';
import { type ColumnId, MARGIN, type TableColumn } from './table-columns.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';
import { WHY_SIGNS } from '../why/why-sign.js';

export interface RowState {
  readonly selected: boolean;
  /** What the process answered to who keeps it, which stands as a mark behind the verdict. */
  readonly answer?: WhyAnswer | undefined;
}

export interface RowComposerOptions {
  readonly columns: readonly TableColumn[];
  readonly style: DrawingStyle;
  readonly order: RowOrder;
  readonly sinceBaseline: boolean;
}

const SORTED_AS: Partial<Record<ColumnId, SortColumn>> = {
  verdict: 'findings',
  site: 'site',
  inuse: 'inuse',
  perUnit: 'perUnit',
  growth: 'growth',
};
/** A mark behind the verdict, and the blank before it. */
const MARK = 2;
const LEFT_ALIGNED = new Set<ColumnId>(['verdict', 'site', 'location', 'trend']);

/** Draws the lines of the table; every line is exactly as wide as its columns. */
export class RowComposer {
  readonly #options: RowComposerOptions;

  constructor(options: RowComposerOptions) {
    this.#options = options;
  }

  header(): string {
    const { columns, style } = this.#options;
    const cells = columns.map(({ id, width }) => align(this.#title(id), width, id));
    return style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(row: SiteRow, { selected, answer }: RowState): string {
    const { columns, style } = this.#options;
    const cells = columns.map((column) => this.#cell(row, column, answer));
    if (selected) return this.#selectedRow(row, cells);
    const painted = columns.map(({ id }, index) => {
      if (id === 'verdict') return style.paint(VERDICT_SIGNS[row.verdict].tone, cells[index]!);
      return id === 'location' || id === 'error' ? style.paint('dim', cells[index]!) : cells[index]!;
    });
    return `  ${painted.join(' ')}`;
  }

  /** The verdict keeps its colour, and the trend is drawn as in every other row. */
  #selectedRow({ verdict }: SiteRow, cells: readonly string[]): string {
    const { columns, style } = this.#options;
    const isTrend = columns.at(-1)?.id === 'trend';
    const middle = cells.slice(1, isTrend ? -1 : undefined).join(' ');
    return [
      style.paint('selected', '> '),
      style.paint(VERDICT_SIGNS[verdict].tone, cells[0]!),
      style.paint('selected', ` ${middle}`),
      ...(isTrend ? [` ${cells.at(-1)!}`] : []),
    ].join('');
  }

  #title(id: ColumnId): string {
    const { order, sinceBaseline, style } = this.#options;
    const titles: Record<ColumnId, string> = {
      verdict: 'VERDICT',
      site: 'SITE',
      location: 'LOCATION',
      inuse: 'INUSE',
      perUnit: 'B/UN',
      growth: sinceBaseline ? 'SINCE BASE' : 'GROWTH/MIN',
      error: style.plusMinus,
      trend: 'TREND',
    };
    const isSorted = SORTED_AS[id] === order.column;
    return isSorted ? titles[id] + (order.reversed ? '^' : 'v') : titles[id];
  }

  #cell(row: SiteRow, { id, width }: TableColumn, answer: WhyAnswer | undefined): string {
    const { ellipsis } = this.#options.style;
    switch (id) {
      case 'verdict':
        return verdictCell(row, width, answer);
      case 'site':
        return fitName(row.name, { width, ellipsis });
      case 'location':
        return fitName(row.location.width <= width ? row.location : row.fileName, {
          width,
          ellipsis,
          keep: 'end',
        });
      case 'trend':
        return this.#trend(row, width);
      default:
        return align(this.#figure(row, id), width, id);
    }
  }

  #figure({ inuse, growth }: SiteRow, id: 'inuse' | 'perUnit' | 'growth' | 'error'): string {
    switch (id) {
      case 'inuse':
        return shortBytes(inuse);
      case 'perUnit':
        return growth.perUnit === undefined ? '-' : shortBytes(growth.perUnit);
      case 'growth':
        return growth.change === undefined ? '-' : signedBytes(growth.change);
      case 'error':
        return growth.error === undefined
          ? ''
          : this.#options.style.plusMinus + errorLike(growth.error, growth.change ?? 0);
    }
  }

  #trend({ trend, inuseError }: SiteRow, width: number): string {
    return sparkline(trend, { width, error: inuseError, heights: this.#options.style.heights });
  }
}

function verdictCell({ verdict }: SiteRow, width: number, answer: WhyAnswer | undefined): string {
  const { sign, word } = VERDICT_SIGNS[verdict];
  const text = `${sign} ${word}`;
  if (answer === undefined || text.length + MARK > width) return text.padEnd(width);
  return text.padEnd(width - 1) + WHY_SIGNS[answer.state].sign;
}

function align(text: string, width: number, id: ColumnId): string {
  return LEFT_ALIGNED.has(id) ? text.padEnd(width) : text.padStart(width);
}
