/** Cells of one column in lines that follow each other: they share a width. */
interface Column {
  width: number;
}

interface Cell {
  readonly text: string;
  readonly length: number;
  readonly column: Column;
}

interface Line {
  readonly cells: readonly Cell[];
  /** What follows the last tab; it belongs to no column. */
  readonly rest: string;
}

/** One space between columns. */
const PADDING = 1;

/**
 * Lines of cells that end in tabs, laid out with every cell set against the right edge of its column, as Go's
 * text/tabwriter does with minimum width 0, padding 1, blanks and AlignRight (google/pprof's -tags). A column reaches
 * over the lines next to each other that have it; a vertical tab counts as a tab, a form feed ends a line and all columns.
 * Width is counted in code points. Takes and gives whole text, every line with its newline.
 */
export function alignTable(text: string): string {
  const ends = text.match(/[\n\f]/g) ?? [];
  const open: Column[] = [];
  const lines = text.split(/[\n\f]/).map((line, i) => {
    if (ends[i - 1] === '\f') open.length = 0;
    return measure(line, open);
  });
  return lines.map(layOut).join('\n');
}

/** Adds a line to the columns that are `open` above it; those that it lacks end here. */
function measure(text: string, open: Column[]): Line {
  const pieces = text.split(/[\t\v]/);
  const rest = pieces.pop() ?? '';
  if (open.length > pieces.length) open.length = pieces.length;
  const cells = pieces.map((piece, i) => {
    const column = (open[i] ??= { width: 0 });
    const length = codePoints(piece);
    column.width = Math.max(column.width, length + PADDING);
    return { text: piece, length, column };
  });
  return { cells, rest };
}

function layOut({ cells, rest }: Line): string {
  return cells.map(({ text, length, column }) => ' '.repeat(column.width - length) + text).join('') + rest;
}

function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; count++) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
  return count;
}
