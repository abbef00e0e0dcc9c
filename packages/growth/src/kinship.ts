import type { Trail } from './call-paths.js';
import type { Cell, CellId } from './cells.js';
import { CohortTable } from './cohort-table.js';
import { Family } from './family.js';
import type { SiteHistory } from './site-history.js';

/** What cells and functions are looked up in. */
export interface KinshipContext {
  readonly cells: readonly Cell[];
  readonly sites: readonly SiteHistory[];
  readonly trails: readonly Trail[];
}

/** Where relatives are looked for. */
export interface RelativesOf {
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
  private readonly through = new Map<number, CellId[]>();

  /** Enters a new cell: into the family of its own function and of its caller. */
  add(cell: CellId, { site, frames, frameIds }: Trail): void {
    for (const frame of new Set(frameIds)) {
      const through = this.through.get(frame);
      if (through === undefined) this.through.set(frame, [cell]);
      else through.push(cell);
    }
    for (let depth = 0; depth < Math.min(2, frames.length); depth++) {
      let family = this.byFunction.get(frameIds[depth]!);
      if (family === undefined)
        this.byFunction.set(frameIds[depth]!, (family = new Family(frames[depth]!, frameIds[depth]!)));
      family.add(site, cell);
    }
  }

  get families(): Iterable<Family> {
    return this.byFunction.values();
  }

  /**
   * All samples of the given size classes, and of those next to them, since what a sample stands for is rounded to whole
   * objects, of a function, of what it calls and of its callers' own.
   */
  relatives(
    { frameId, callers, sizeClasses }: RelativesOf,
    { cells, sites, trails }: KinshipContext,
  ): CohortTable {
    const table = new CohortTable();
    const add = (id: CellId): void => {
      const { site: owner, sizeClass } = cells[id]!;
      if ([sizeClass - 1, sizeClass, sizeClass + 1].some((near) => sizeClasses.has(near))) {
        table.addAll(sites[owner]!.tableOf(id));
      }
    };
    for (const id of this.through.get(frameId) ?? []) add(id);
    for (const caller of callers) {
      for (const id of this.through.get(caller) ?? []) {
        if (trails[cells[id]!.trail]!.frameIds[0] === caller) add(id);
      }
    }
    return table;
  }
}
