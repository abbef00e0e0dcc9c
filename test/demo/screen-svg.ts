import type { ScreenCell } from '../support/pty-terminal.js';

const CELL = { width: 8, height: 17 };
const MARGIN = 12;
const INK = '#d5d9e0';
const PAPER = '#16191f';
/** The terminal's first eight colours; of those only some are used. */
const COLORS = ['#16191f', '#ff6b6b', '#6fcf97', '#f2c94c', '#6aa9ff', '#c58af9', '#56c8d8', '#d5d9e0'];

/** The screen as an SVG picture. */
export function screenSvg(rows: readonly (readonly ScreenCell[])[]): string {
  const width = (rows[0]?.length ?? 0) * CELL.width + 2 * MARGIN;
  const height = rows.length * CELL.height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" rx="6" fill="${PAPER}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">`,
    ...rows.flatMap(drawRow),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawRow(cells: readonly ScreenCell[], row: number): string[] {
  return runsOf(cells).flatMap(({ column, length, text, cell }) => {
    const x = MARGIN + column * CELL.width;
    const y = MARGIN + row * CELL.height;
    const color = COLORS[cell.color % COLORS.length] ?? INK;
    const drawn: string[] = [];
    if (cell.inverse) {
      drawn.push(
        `<rect x="${x}" y="${y}" width="${length * CELL.width}" height="${CELL.height}" fill="${color}"/>`,
      );
    }
    const style = `${cell.bold ? ' font-weight="bold"' : ''}${cell.dim ? ' opacity="0.6"' : ''}`;
    // Phrase by phrase: viewers do not agree on what several spaces are worth.
    for (const { 0: phrase, index } of text.matchAll(/\S+(?: \S+)*/g)) {
      drawn.push(
        `<text x="${x + index * CELL.width}" y="${y + 13}" textLength="${phrase.length * CELL.width}" fill="${cell.inverse ? PAPER : color}"${style}>${escapeXml(phrase)}</text>`,
      );
    }
    return drawn;
  });
}

interface Run {
  readonly column: number;
  length: number;
  text: string;
  readonly cell: ScreenCell;
}

/** Neighbouring cells that are drawn alike. */
function runsOf(cells: readonly ScreenCell[]): Run[] {
  const runs: Run[] = [];
  cells.forEach((cell, column) => {
    const last = runs.at(-1);
    if (last !== undefined && looksLike(last.cell, cell)) {
      last.length += 1;
      last.text += cell.text;
    } else {
      runs.push({ column, length: 1, text: cell.text, cell });
    }
  });
  return runs;
}

function looksLike(a: ScreenCell, b: ScreenCell): boolean {
  return a.bold === b.bold && a.dim === b.dim && a.inverse === b.inverse && a.color === b.color;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
