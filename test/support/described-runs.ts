import { type CellRun, cellRuns } from './cell-runs.js';
import type { ScreenGrid } from './saved-screens.js';

const COLORS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** What on the screen is drawn unlike plain text: a line each, with its row and columns from 1, its look and its text. */
export function describedRuns(grid: ScreenGrid): readonly string[] {
  return grid.flatMap((cells, row) =>
    cellRuns(cells).flatMap((run) => {
      const look = lookOf(run);
      const { column, length, text } = run;
      const place = `${String(row + 1).padStart(2)}:${`${column + 1}-${column + length}`.padEnd(8)}`;
      return look === '' ? [] : [`${place}${look.padEnd(11)} ${JSON.stringify(text)}`];
    }),
  );
}

/** Empty for plain text. */
function lookOf({ look: { bold, dim, inverse, color, other } }: CellRun): string {
  return [
    bold && 'bold',
    dim && 'dim',
    inverse && 'inverse',
    color >= 0 && (COLORS[color] ?? `color ${color}`),
    other && 'other',
  ]
    .filter((word) => word !== false)
    .join(' ');
}
