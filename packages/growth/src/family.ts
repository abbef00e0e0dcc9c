import type { Frame } from './growth-report.js';
import { watchedReadings } from './hunt-clock.js';
import { DRYING_UP, type Look, lookAt } from './look.js';
import { lookWithRelatives } from './migration.js';
import type { JudgedReading } from './judged-reading.js';
import { haveKeptEnough, type SiteCell, tableOf } from './site-cell.js';
import type { SiteHistory } from './site-history.js';
import { FIRST_TO_CONFIRM, SiteStanding } from './site-standing.js';
import { withOne } from './with-one.js';

/** Members that must have kept something: the growth of one alone is its own. */
const FEWEST_MEMBERS = 2;

/** A cell, and the site that it is a part of. */
export interface FamilyCell extends SiteCell {
  readonly site: SiteHistory;
}

/**
 * A function together with the sites that it calls itself, judged as one: V8 moves bytes from a function to its caller
 * when it begins to inline it, and a leak may be spread over several small functions. Many functions come together in a
 * family, so a finding on one takes as long as a confirmed one on a site.
 */
export class Family {
  /** The function. */
  readonly frame: Frame;
  readonly standing = new SiteStanding();
  look: Look | undefined;
  private readonly frameId: number;
  private cells: FamilyCell[] = [];

  constructor(frame: Frame, frameId: number) {
    this.frame = frame;
    this.frameId = frameId;
  }

  add(cell: FamilyCell): void {
    this.cells = withOne(this.cells, cell);
  }

  /** To be judged after the sites: what is a finding by itself is left out. */
  judge(judged: JudgedReading): void {
    const { newest, clock, sites, old } = judged;
    const reading = watchedReadings(newest, clock);
    if (reading < FIRST_TO_CONFIRM || (!this.standing.open && !haveKeptEnough(this.cells, old))) return;
    const keeping = this.keeping(old);
    if (new Set(keeping.map(({ site }) => site)).size < FEWEST_MEMBERS) {
      this.look = undefined;
      this.standing.withdraw();
      return;
    }
    const sizeClasses = new Set(keeping.map(({ sizeClass }) => sizeClass));
    const relatives = { cells: keeping, frameId: this.frameId, callers: [], sizeClasses };
    const table = tableOf(keeping, newest);
    const alone = lookAt(table, newest, clock, { onlyLeaks: !this.standing.open });
    const look =
      alone?.leaks === true || this.standing.open
        ? lookWithRelatives(alone, () => judged.relatives(relatives), judged)
        : alone;
    this.look = strictly(look);
    this.standing.update({ reading, look: this.look, grew: table.bornIn(newest) > 0, sites });
  }

  /** Cells that have kept samples for a while, of members that are no finding by themselves. */
  keeping(old: Int32Array): FamilyCell[] {
    const members = new Set(
      this.cells.filter(({ id, site }) => old[id]! > 0 && !site.isFinding).map(({ site }) => site),
    );
    return this.cells.filter(({ site }) => members.has(site));
  }
}

/** A family mixes what several functions do, so arrivals must keep up beyond a standard error, over the whole window. */
function strictly(look: Look | undefined): Look | undefined {
  if (look?.whole === undefined) return look;
  const leaks = look.leaksThroughout && look.whole.tilt - look.whole.error >= DRYING_UP;
  return { ...look, leaks, leaksThroughout: leaks };
}
