import type { PartTrait } from './growth-report.js';
import { watchedReadings } from './hunt-clock.js';
import { type Look, lookAt } from './look.js';
import type { JudgedReading } from './judged-reading.js';
import { haveKeptEnough, type SiteCell, tableOf } from './site-cell.js';
import type { SiteHistory } from './site-history.js';
import { SiteStanding } from './site-standing.js';

/** Some of the cells of a site, judged by themselves: a leak may share its site with what comes and goes. */
export class SitePart {
  readonly trait: PartTrait;
  /** The part that this one narrows down. */
  readonly within: SitePart | undefined;
  readonly standing = new SiteStanding();
  readonly cells = new Set<SiteCell>();
  look: Look | undefined;

  constructor(trait: PartTrait, within: SitePart | undefined) {
    this.trait = trait;
    this.within = within;
  }

  /**
   * Judges the part at one reading. A part that appears late is as a hunt that began then: it may be nothing but the site
   * under another trail, which its samples took when V8 began to inline. And what dies late at the site dies late here.
   */
  judge(site: SiteHistory, siteLook: Look | undefined, judged: JudgedReading): void {
    const { newest, clock, sites, old } = judged;
    if (!this.standing.open && !haveKeptEnough(this.cells, old)) {
      this.rest();
      return;
    }
    const table = tableOf(this.cells, newest);
    this.look = lookAt(table, newest, clock, { leastAge: siteLook?.age, onlyLeaks: !this.standing.open });
    if (this.look?.leaks === true || this.standing.leak)
      this.look = site.amongRelatives(this.look, this.cells, judged);
    const late = Math.max(0, (this.look?.start ?? 1) - 1);
    this.standing.update({
      reading: watchedReadings(newest, clock) - late,
      look: this.look,
      grew: table.bornIn(newest) > 0,
      sites,
    });
  }

  rest(): void {
    this.look = undefined;
    this.standing.rest();
  }
}
