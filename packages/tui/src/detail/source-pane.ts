import { shortBytes } from '@heaptide/report';
import { named, words } from '../drawing/line-pieces.js';
import type { DetailModel } from './detail-model.js';
import { callRows } from './detail-stops.js';
import { type DetailView, frameAtCursor } from './detail-view.js';
import { fitBeginning } from './fit-beginning.js';
import { TextMemory } from './text-memory.js';
import { composeHeading, fillLine, type Pane, type PaneSize, plainText, wrapParagraph } from './pane.js';
import type { SourceExcerpt } from './source-excerpt.js';

/** Cells of the bytes at the right. */
const FIGURE = 7;
const codes = new TextMemory<string>();

/** The source of the function at the cursor, with what is allocated in each line. */
export function sourcePane(model: DetailModel, view: DetailView, size: PaneSize): Pane {
  const frame = frameAtCursor(model, view);
  const source = excerptAtCursor(model, view);
  const hasCursor = view.pane === 'source';
  const heading = () =>
    composeHeading({ title: 'SOURCE', name: shortFile(frame.file), right: 'INUSE', hasCursor }, size);
  if (source === undefined || source.problem !== undefined) {
    const text = source === undefined ? 'reading the source ...' : problemText(source);
    const lines = wrapParagraph(text, { width: size.width - 4, style: size.style });
    return {
      heading,
      length: lines.length,
      line: (index) => fillLine([words(' '), named(lines[index]!, 'dim')], size),
      anchor: { from: 0, to: 1 },
    };
  }
  const bytes = bytesByLine(model, view);
  const margin = commonMargin(source.lines);
  const marked = source.line - source.firstLine;
  return {
    heading,
    length: source.lines.length,
    line: (index) => {
      const number = source.firstLine + index;
      return composeSourceLine(
        {
          text: source.lines[index]!.slice(margin),
          number,
          isMarked: index === marked,
          bytes: bytes.get(number),
        },
        { ...size, digits: String(source.firstLine + source.lines.length - 1).length },
      );
    },
    // A function begins at its line: what comes after says more than what comes before.
    anchor: { from: marked, to: marked + 3 },
  };
}

/** The excerpt that was read, where it is that of the function at the cursor. */
export function excerptAtCursor(model: DetailModel, view: DetailView): SourceExcerpt | undefined {
  const { file, line } = frameAtCursor(model, view);
  const { source } = model;
  return source?.file === file && source.line === line ? source : undefined;
}

/** Bytes by line of the function whose source is shown. */
export function bytesByLine(model: DetailModel, view: DetailView): ReadonlyMap<number, number> {
  if (view.pane === 'callers' || view.pane === 'callees') {
    const row = callRows(model, view.pane)[view.index];
    if (row?.frame !== undefined) return new Map([[row.frame.line, row.bytes]]);
  }
  return new Map(model.calls?.lines.map(({ line, cum }) => [line, cum]));
}

interface SourceLine {
  readonly text: string;
  readonly number: number;
  readonly isMarked: boolean;
  readonly bytes: number | undefined;
}

function composeSourceLine(
  { text, number, isMarked, bytes = 0 }: SourceLine,
  { width, style, digits }: PaneSize & { readonly digits: number },
): string {
  const figure = (bytes > 0 ? shortBytes(bytes) : '').padStart(FIGURE);
  const head = `${isMarked ? ' > ' : '   '}${String(number).padStart(digits)} `;
  // Cut at its end, where it is too long.
  const room = width - head.length - FIGURE - 1;
  const code = codes.recall(text, `${style.ellipsis}${room}`, () =>
    fitBeginning(plainText(text, style), { width: room, ellipsis: style.ellipsis }),
  );
  return `${isMarked ? style.paint('strong', head + code) : style.paint('dim', head) + code}${figure} `;
}

/** The margin that all lines have, which tells nothing. */
function commonMargin(lines: readonly string[]): number {
  let margin = Infinity;
  for (const line of lines) {
    const begin = line.search(/\S/);
    if (begin >= 0) margin = Math.min(margin, begin);
  }
  return margin === Infinity ? 0 : margin;
}

/** Why there are no lines. The file is named by the heading, and in full by the title. */
function problemText({ file, problem = '' }: SourceExcerpt): string {
  const named = `${file} is `;
  return file !== '' && problem.startsWith(named) ? problem.slice(named.length) : problem;
}

function shortFile(file: string): string {
  return file.split(/[/\\]/).slice(-2).join('/');
}
