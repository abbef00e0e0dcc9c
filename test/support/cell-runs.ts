import type { ScreenCell } from './pty-terminal.js';

export interface CellRun {
  /** Of its first cell, from 0. */
  readonly column: number;
  readonly length: number;
  readonly text: string;
  /** How all of its cells are drawn. */
  readonly look: Omit<ScreenCell, 'text'>;
}

/** The cells of a row, neighbours that are drawn alike taken together. */
export function cellRuns(cells: readonly ScreenCell[]): readonly CellRun[] {
  const runs: CellRun[] = [];
  cells.forEach(({ text, ...look }, column) => {
    const last = runs.at(-1);
    if (last !== undefined && looksLike(last.look, look)) {
      runs[runs.length - 1] = { ...last, length: last.length + 1, text: last.text + text };
    } else {
      runs.push({ column, length: 1, text, look });
    }
  });
  return runs;
}

function looksLike(a: CellRun['look'], b: CellRun['look']): boolean {
  return (
    a.bold === b.bold &&
    a.dim === b.dim &&
    a.inverse === b.inverse &&
    a.color === b.color &&
    a.other === b.other
  );
}
