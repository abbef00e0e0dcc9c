import { type CellRun, cellRuns } from './cell-runs.js';
import type { ScreenCell } from './pty-terminal.js';

const CELL = { width: 8, height: 17 };
const MARGIN = 12;
const BASELINE = 13;
const INK = '#d5d9e0';
const PAPER = '#16191f';
/** The terminal's first eight colours; of those only some are used. */
const COLORS = ['#16191f', '#ff6b6b', '#6fcf97', '#f2c94c', '#6aa9ff', '#c58af9', '#56c8d8', '#d5d9e0'];
const EIGHTHS = ' ▁▂▃▄▅▆▇█';
const SHADES: Readonly<Record<string, number>> = { '░': 0.4, '▒': 0.6, '▓': 0.8 };
/** Several spaces are worth different things to different viewers, and a font may have blocks of any size. */
const DRAWN_AS_TEXT = /[^\s▁-█░-▓]+(?: [^\s▁-█░-▓]+)*/g;
const DRAWN_AS_BLOCKS = /([▁-█░-▓])\1*/g;

export interface ScreenSvgOptions {
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
}

/** The screen as an SVG picture. */
export function screenSvg(rows: readonly (readonly ScreenCell[])[], { title }: ScreenSvgOptions): string {
  const width = (rows[0]?.length ?? 0) * CELL.width + 2 * MARGIN;
  const height = rows.length * CELL.height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" rx="6" fill="${PAPER}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="${INK}">`,
    ...rows.flatMap((cells, row) => cellRuns(cells).flatMap((run) => drawRun(run, row))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawRun({ column, length, text, look }: CellRun, row: number): string[] {
  const x = MARGIN + column * CELL.width;
  const y = MARGIN + row * CELL.height;
  const color = COLORS[look.color % COLORS.length] ?? INK;
  const ink = look.inverse ? PAPER : color;
  const style = `${ink === INK ? '' : ` fill="${ink}"`}${look.dim ? ' opacity="0.6"' : ''}`;
  const weight = look.bold ? ' font-weight="bold"' : '';
  const at = (index: number) => x + index * CELL.width;
  const drawn: string[] = [];
  if (look.inverse)
    drawn.push(rectangle({ x, y, width: length * CELL.width, height: CELL.height }, ` fill="${color}"`));
  for (const { 0: phrase, index } of text.matchAll(DRAWN_AS_TEXT)) {
    const stretch = ` textLength="${phrase.length * CELL.width}"`;
    drawn.push(
      `<text x="${at(index)}" y="${y + BASELINE}"${stretch}${style}${weight}>${escapeXml(phrase)}</text>`,
    );
  }
  for (const { 0: blocks, 1: block = '', index } of text.matchAll(DRAWN_AS_BLOCKS)) {
    const shade = SHADES[block];
    const filled = shade === undefined ? (CELL.height * EIGHTHS.indexOf(block)) / 8 : CELL.height;
    const place = {
      x: at(index),
      y: y + CELL.height - filled,
      width: blocks.length * CELL.width,
      height: filled,
    };
    drawn.push(rectangle(place, `${style}${shade === undefined ? '' : ` fill-opacity="${shade}"`}`));
  }
  return drawn;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rectangle({ x, y, width, height }: Rectangle, style: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${style}/>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
