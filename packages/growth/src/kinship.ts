import type { CohortTable } from './cohort-table.js';
import { Family, type FamilyCell } from './family.js';
import { withOne } from './with-one.js';
import { hasKeptMost, type SiteCell, tableOf } from './site-cell.js';

/** Where relatives are looked for. */
export interface RelativesOf {
  /** What is judged. */
  readonly cells: Iterable<SiteCell>;
  /** Number of a function. */
  readonly frameId: number;
  /** Numbers of the functions that call it. */
  readonly callers: Iterable<number>;
  readonly sizeClasses: ReadonlySet<number>;
}

/** Which cells belong together because one function calls another. */
export class Kinship {
  private readonly byFunction = new Map<number, Family>();
  /** Cells whose trail leads through each function. */
  private readonly through = new Map<number, FamilyCell[]>();
  /** Cells of each function itself. */
  private readonly own = new Map<number, FamilyCell[]>();

  /** Enters a new cell: into the family of its own function and of its caller. */
  add(cell: FamilyCell): void {
    const { frames, frameIds } = cell.trail;
    for (const frame of new Set(frameIds)) enter(this.through, frame, cell);
    enter(this.own, frameIds[0]!, cell);
    for (let depth = 0; depth < Math.min(2, frames.length); depth++) {
      let family = this.byFunction.get(frameIds[depth]!);
      if (family === undefined) {
        this.byFunction.set(frameIds[depth]!, (family = new Family(frames[depth]!, frameIds[depth]!)));
      }
      family.add(cell);
    }
  }

  get families(): Iterable<Family> {
    return this.byFunction.values();
  }

  /**
   * All samples of the given size classes, and of those next to them, since what a sample stands for is rounded to whole
   * objects, of a function, of what it calls and of its callers' own; up to reading `newest`. Of the given cells those of
   * every size that keep their samples: what V8 has compiled may allocate several objects at once, and a leak goes on in
   * another size.
   */
  relatives({ cells, frameId, callers, sizeClasses }: RelativesOf, newest: number): CohortTable {
    const isNear = ({ sizeClass }: FamilyCell): boolean =>
      sizeClasses.has(sizeClass) || sizeClasses.has(sizeClass - 1) || sizeClasses.has(sizeClass + 1);
    const near = (this.through.get(frameId) ?? []).filter(isNear);
    for (const caller of callers) {
      if (caller !== frameId) near.push(...(this.own.get(caller) ?? []).filter(isNear));
    }
    return tableOf(new Set([...[...cells].filter(hasKeptMost), ...near]), newest);
  }
}

function enter(cells: Map<number, FamilyCell[]>, frame: number, cell: FamilyCell): void {
  const known = cells.get(frame);
  if (known === undefined) cells.set(frame, [cell]);
  else cells.set(frame, withOne(known, cell));
}
