import type { SiteId } from './call-paths.js';
import type { Cell, CellId } from './cells.js';
import { CohortTable } from './cohort-table.js';
import type { Frame } from './growth-report.js';
import { watchedReadings } from './hunt-clock.js';
import { type Look, lookAt, mayLeak } from './look.js';
import { lookWithRelatives } from './migration.js';
import type { JudgedReading, SiteHistory } from './site-history.js';
import { FIRST_TO_CONFIRM, SiteStanding } from './site-standing.js';

/** Members that must have kept something: the growth of one alone is its own. */
const FEWEST_MEMBERS = 2;
const YOUNGEST = 2;

/**
 * A function together with the sites that it calls itself, judged as one: V8 moves bytes from a function to its caller
 * when it begins to inline it, and a leak may be spread over several small functions. Many functions come together in a
 * family, so a finding on one takes as long as a confirmed one on a site.
 */
export class Family {
  /** The function. */
  readonly frame: Frame;
  readonly standing = new SiteStanding();
  /** Cells of each member. */
  readonly members = new Map<SiteId, Set<CellId>>();
  look: Look | undefined;
  table = new CohortTable();

  private readonly frameId: number;

  constructor(frame: Frame, frameId: number) {
    this.frame = frame;
    this.frameId = frameId;
  }

  add(site: SiteId, cell: CellId): void {
    let cells = this.members.get(site);
    if (cells === undefined) this.members.set(site, (cells = new Set()));
    cells.add(cell);
  }

  /** `sites` by number, judged already: what is a finding by itself is left out. */
  judge(sites: readonly SiteHistory[], cells: readonly Cell[], judged: Omit<JudgedReading, 'ages'>): void {
    const { newest, clock } = judged;
    const reading = watchedReadings(newest, clock);
    if (this.members.size < FEWEST_MEMBERS || reading < FIRST_TO_CONFIRM) return;
    const keeping = this.keepingMembers(sites, newest);
    const sizeClasses = new Set<number>();
    this.table = new CohortTable();
    for (const id of keeping) {
      for (const cell of this.members.get(id)!) {
        this.table.addAll(sites[id]!.tableOf(cell));
        sizeClasses.add(cells[cell]!.sizeClass);
      }
    }
    if (keeping.length < FEWEST_MEMBERS || (!this.standing.open && !mayLeak(this.table, newest))) {
      this.look = undefined;
      this.standing.rest();
      return;
    }
    const relatives = { frameId: this.frameId, callers: [], sizeClasses };
    const look = strictly(lookAt(this.table, newest, clock));
    this.look = lookWithRelatives(look, () => judged.relatives(relatives), judged);
    this.standing.update({ reading, look: this.look, sites: sites.length });
  }

  /** Members that have kept samples for a while and are no finding by themselves. */
  keepingMembers(sites: readonly SiteHistory[], newest: number): SiteId[] {
    return [...this.members.keys()].filter((id) => {
      const site = sites[id]!;
      if (site.isFinding) return false;
      for (const cell of this.members.get(id)!) {
        if (site.tableOf(cell).aliveBetween(1, newest - YOUNGEST) > 0) return true;
      }
      return false;
    });
  }
}

/** A family mixes what several functions do, so arrivals must keep up beyond a standard error, over the whole window. */
function strictly(look: Look | undefined): Look | undefined {
  if (look?.whole === undefined) return look;
  const leaks = look.leaksThroughout && look.whole.tilt - look.whole.error >= Math.log(0.5);
  return { ...look, leaks, leaksThroughout: leaks };
}
