import type { BrowseRow, OutlineRow, RowPage } from './browse-row.js';

/** A row, and what it opens to. */
export interface OutlineItem {
  readonly row: BrowseRow;
  /** The items below it, at least one; absent where there is nothing to open. */
  readonly unfold?: () => readonly OutlineItem[];
}

interface Line {
  readonly item: OutlineItem;
  readonly depth: number;
  isOpen: boolean;
}

/** Rows under rows that open and close; those below a row are made when it is opened, and forgotten when it is closed. */
export class Outline {
  #lines: readonly Line[];

  constructor(items: readonly OutlineItem[]) {
    this.#lines = items.map((item) => ({ item, depth: 0, isOpen: false }));
  }

  get length(): number {
    return this.#lines.length;
  }

  page(from: number, count: number): RowPage {
    const first = Math.max(0, Math.min(from, this.#lines.length));
    const rows: OutlineRow[] = [];
    // The rows that the next one may stand under, by depth.
    const above = this.#above(first);
    for (let index = first; index < Math.min(this.#lines.length, first + count); index++) {
      const { item, depth, isOpen } = this.#lines[index]!;
      const standing = item.unfold === undefined ? 'leaf' : isOpen ? 'open' : 'closed';
      rows.push({ ...item.row, depth, parent: depth === 0 ? -1 : above[depth - 1]!, standing });
      above[depth] = index;
    }
    return { rows, from: first, length: this.#lines.length };
  }

  /** Opens a closed row, closes an open one; `more` gives way to what it stands for. A row that is not there, or has nothing below it, stays. */
  toggle(index: number): void {
    const line = this.#lines[index];
    if (line?.item.unfold === undefined) return;
    if (line.isOpen) {
      line.isOpen = false;
      this.#replace(index + 1, this.#end(index), []);
      return;
    }
    const isMore = line.item.row.kind === 'more';
    const depth = line.depth + Number(!isMore);
    const below = line.item.unfold().map((item) => ({ item, depth, isOpen: false }));
    line.isOpen = !isMore;
    this.#replace(isMore ? index : index + 1, index + 1, below);
  }

  #replace(from: number, to: number, lines: readonly Line[]): void {
    this.#lines = [...this.#lines.slice(0, from), ...lines, ...this.#lines.slice(to)];
  }

  /** Index behind the last row that stands under `index`. */
  #end(index: number): number {
    const { depth } = this.#lines[index]!;
    let end = index + 1;
    while (end < this.#lines.length && this.#lines[end]!.depth > depth) end++;
    return end;
  }

  #above(index: number): number[] {
    const above: number[] = [];
    let depth = Infinity;
    for (let at = index - 1; at >= 0 && depth > 0; at--) {
      const line = this.#lines[at]!;
      if (line.depth >= depth) continue;
      depth = line.depth;
      above[depth] = at;
    }
    return above;
  }
}
