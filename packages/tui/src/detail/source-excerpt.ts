/** The lines around a place in a source file, as they stand there but for tabs. Raw text throughout. */
export interface SourceExcerpt {
  /** As the profile has it. */
  readonly file: string;
  /** The line that is looked for. */
  readonly line: number;
  /** Number of the first of {@link lines}, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** Why there are no lines. */
  readonly problem?: string;
}

/** The text of a file, or why there is none. */
export type SourceText = { readonly text: string } | { readonly problem: string };

export interface ReadSourceExcerptOptions {
  /** Lines before and after the one that is looked for. */
  readonly around: number;
  /** Reads a file by the name that a profile has for it. Waits no longer than a person would. */
  readonly readFile: (file: string) => Promise<SourceText>;
}

/** Where something is allocated or called. */
export interface SourcePlace {
  readonly file: string;
  /** From 1; 0 when unknown. */
  readonly line: number;
  readonly column?: number;
}

/** A line of a bundle may be as long as the program. */
const LONGEST_LINE = 400;
/** Of a longer line, so much is kept before the column that is looked for. */
const BEFORE_COLUMN = 80;
const CUT = '...';
const TAB = '  ';

/** The lines of a source file around a place, bounded in number and in length. Never rejects unless `readFile` does. */
export async function readSourceExcerpt(
  { file, line, column = 1 }: SourcePlace,
  { around, readFile }: ReadSourceExcerptOptions,
): Promise<SourceExcerpt> {
  const none = (problem: string): SourceExcerpt => ({ file, line, firstLine: 1, lines: [], problem });
  if (file === '') return none('native code has no source');
  if (file.startsWith('node:')) return none(`${file} is inside of Node.js`);
  if (file.startsWith('heaptide:')) return none('this is the agent of heaptide itself');
  if (!(line >= 1)) return none(`the profile does not say where in ${file}`);
  const source = await readFile(file);
  if ('problem' in source) return none(source.problem);
  const lines = linesOf(source.text);
  if (line > lines.length) {
    return none(`${file} has ${lines.length} lines here, so it is not what ran there`);
  }
  const first = Math.max(1, line - around);
  const shown = lines.slice(first - 1, line + around);
  return {
    file,
    line,
    firstLine: first,
    lines: shown.map((text, index) => boundLine(text, first + index === line ? column : 1)),
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function boundLine(text: string, column: number): string {
  if (text.length <= LONGEST_LINE) return expand(text);
  const from = Math.max(0, Math.min(column - 1 - BEFORE_COLUMN, text.length - LONGEST_LINE));
  const kept = expand(text.slice(from, from + LONGEST_LINE));
  return `${from > 0 ? CUT : ''}${kept}${from + LONGEST_LINE < text.length ? CUT : ''}`;
}

function expand(text: string): string {
  return text.replaceAll('\t', TAB);
}
