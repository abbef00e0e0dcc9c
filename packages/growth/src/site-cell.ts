import type { Trail } from './call-paths.js';
import type { CellId } from './cells.js';
import { CohortTable } from './cohort-table.js';
import type { LifeCounts } from './life-counts.js';
import { FEWEST_ALIVE } from './look.js';

/** Of the samples of what is kept, the share that may have died. */
const MOST_DIED = 0.25;

/** A cell as its site knows it. */
export interface SiteCell {
  readonly id: CellId;
  readonly trail: Trail;
  readonly sizeClass: number;
  counts: LifeCounts;
}

/** The lives of all samples of some cells up to reading `newest`. */
export function tableOf(cells: Iterable<SiteCell>, newest: number): CohortTable {
  return new CohortTable(
    newest,
    Array.from(cells, ({ counts }) => counts),
  );
}

/** Whether some cells have kept what a finding takes at least. `old` as in {@link JudgedReading}. */
export function haveKeptEnough(cells: Iterable<SiteCell>, old: Int32Array): boolean {
  let kept = 0;
  for (const { id } of cells) kept += old[id]!;
  return kept >= FEWEST_ALIVE;
}

/** Whether hardly any sample of a cell has died. */
export function hasKeptMost({ counts }: SiteCell): boolean {
  return counts.total - counts.alive <= MOST_DIED * counts.total;
}
