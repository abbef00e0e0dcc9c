import { type GrowthReport, isFinding, type SiteReport } from '@heaptide/growth';
import { type SiteColumns, type SiteFrame, type SiteId, SiteNumbering } from './site-columns.js';

/** Sites that say something, of which the state carries the reports whole. */
const MOST_TOLD = 100;

export interface ToldReport {
  readonly report: GrowthReport;
  /** Without the sites that say nothing. */
  readonly summary: GrowthReport;
  readonly columns: SiteColumns;
}

/** The newest report in the parts that a state is made of. */
export class ToldReports {
  /** Of all sites so far, by number. */
  readonly frames: SiteFrame[] = [];
  readonly #numbering = new SiteNumbering();
  #newest: ToldReport | undefined;

  /** The one that was told last. */
  get newest(): ToldReport | undefined {
    return this.#newest;
  }

  tell(report: GrowthReport): void {
    if (this.#newest?.report === report) return;
    const { columns, added } = this.#numbering.number(report);
    this.frames.push(...added);
    const sites = report.sites
      .filter((site) => isFinding(site) || site.retracted || site.verdict === 'growing')
      .slice(0, MOST_TOLD);
    this.#newest = { report, columns, summary: { ...report, sites } };
  }

  /** What the newest report says of these sites; those that it does not have are left out. */
  sites(ids: readonly SiteId[]): ReadonlyMap<SiteId, SiteReport> {
    const found = new Map<SiteId, SiteReport>();
    for (const id of ids) {
      const site = this.#numbering.site(id);
      if (site !== undefined) found.set(id, site);
    }
    return found;
  }
}
