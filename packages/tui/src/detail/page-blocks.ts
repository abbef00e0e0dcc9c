import type { LineRange } from './pane.js';

/** Lines of the page one below the other, drawn only where they are shown. */
export interface Block {
  readonly height: number;
  /** `height` lines. */
  draw(): readonly string[];
  /** The lines at the cursor, where it is here. */
  readonly focus: LineRange | undefined;
}

const SEPARATOR = '|';

/** How many lines are not shown. */
export interface LinesAround {
  readonly above: number;
  readonly below: number;
}

/** The lines of the blocks above and below those that are shown where there is room for `height`. */
export function linesAround(blocks: readonly Block[], height: number): LinesAround {
  let total = 0;
  let middle = 0;
  for (const { height: lines, focus } of blocks) {
    if (focus !== undefined) middle = total + Math.floor((focus.from + focus.to) / 2);
    total += lines;
  }
  const above = Math.max(0, Math.min(total - height, middle - Math.floor(height / 2)));
  return { above, below: Math.max(0, total - above - height) };
}

/** Exactly `height` lines of the blocks, with those at the cursor in the middle where there are more. */
export function visibleLines(
  blocks: readonly Block[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly string[] {
  const { above: top } = linesAround(blocks, height);
  const lines: string[] = [];
  let begin = 0;
  for (const block of blocks) {
    const end = begin + block.height;
    if (end > top && begin < top + height) {
      lines.push(...block.draw().slice(Math.max(0, top - begin), top + height - begin));
    }
    begin = end;
  }
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines;
}

/** Columns of equally many lines side by side. */
export function beside(columns: readonly (readonly string[])[]): readonly string[] {
  return columns[0]!.map((_, line) => columns.map((column) => column[line]!).join(SEPARATOR));
}

/** Two widths that take `width` together with the separator between them. */
export function splitWidth(width: number, share: number): readonly [number, number] {
  const left = Math.floor((width - SEPARATOR.length) * share);
  return [left, width - SEPARATOR.length - left];
}
