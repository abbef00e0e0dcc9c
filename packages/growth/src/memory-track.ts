import type { Profile } from '@heaptide/profile';
import { CallPaths, type SiteId, type TrailId } from './call-paths.js';
import { type CellId, Cells } from './cells.js';
import { reportFamily, withFamilies } from './family-report.js';
import type { Frame, SiteReport } from './growth-report.js';
import type { Survivors } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import { Kinship, type RelativesOf } from './kinship.js';
import { liveAges } from './live-ages.js';
import { followSamples, NO_SAMPLES, type SampleColumns } from './live-samples.js';
import type { RowColumns } from './sample-rows.js';
import { SiteHistory } from './site-history.js';
import type { SitePart } from './site-part.js';
import { reportSite } from './site-report.js';
import type { SeriesContext } from './site-verdict.js';

/** What the sites are judged against, and what else a report tells of all of them. */
export interface TrackSeries extends SeriesContext {
  /** Functions keep their own bytes: V8 inlines none. */
  readonly exactSites: boolean;
  /** Number of the newest reading at each capture; -1 where there was none yet. */
  readonly readingAt: readonly number[];
}

/** What a hunt remembers of one kind of memory: its sites, and the samples that the newest reading showed. */
export class MemoryTrack {
  sites: SiteHistory[] = [];
  private readonly paths = new CallPaths();
  private readonly cells = new Cells(this.paths.trails);
  private live: SampleColumns = NO_SAMPLES;
  private readonly kinship = new Kinship();
  /** Captures recorded, or that came before. */
  private captures: number;
  /** Allocation clock of this memory at each reading. */
  private allocated: number[] = [];
  private readonly kind: 'heap' | 'external';

  constructor(kind: 'heap' | 'external', capturesBefore = 0) {
    this.kind = kind;
    this.captures = capturesBefore;
  }

  /** Enters the next capture; `reading` is its number where it is a reading of births too. */
  record(profile: Profile, rows: RowColumns, reading: number | undefined): void {
    const trailOf = this.paths.of(profile);
    const bytes: number[] = [];
    const objects: number[] = [];
    const add = (site: number, ofBytes: number, ofObjects: number): void => {
      bytes[site] = (bytes[site] ?? 0) + ofBytes;
      objects[site] = (objects[site] ?? 0) + ofObjects;
    };
    if (reading === undefined) {
      rows.sample.forEach((sample, row) => {
        add(this.paths.trails[trailOf(sample)]!.site, rows.bytes[row]!, rows.objects[row]!);
      });
    } else {
      this.follow(rows, trailOf, reading);
      const { live, cells } = this;
      live.cell.forEach((cell, i) => add(cells.all[cell]!.site, live.bytes[i]!, live.objects[i]!));
    }
    if (this.paths.sites.length > 0) this.siteAt((this.paths.sites.length - 1) as SiteId);
    this.sites.forEach((site, id) => site.record(bytes[id] ?? 0, objects[id] ?? 0));
    this.captures++;
  }

  private follow(rows: RowColumns, trailOf: (sample: number) => TrailId, reading: number): void {
    const { cells, paths } = this;
    const known = {
      ...rows,
      cellOf: (row: number) => {
        const objects = rows.objects[row]!;
        return cells.of(trailOf(rows.sample[row]!), objects > 0 ? rows.bytes[row]! / objects : 0);
      },
    };
    const ledger = {
      addBirth: (id: CellId) => {
        const cell = cells.all[id]!;
        const trail = paths.trails[cell.trail]!;
        if (this.siteAt(cell.site).addBirth(id, cell, trail, reading)) this.kinship.add(id, trail);
      },
      addDeath: (id: CellId, cohort: number) =>
        this.sites[cells.all[id]!.site]!.addDeath(id, cohort, reading - 1),
    };
    this.live = followSamples(this.live, known, { reading, ledger });
  }

  /** Judges all sites at reading `newest`. */
  judge(newest: number, clock: HuntClock): void {
    const { live, sites } = this;
    const own = this.ownClock(newest, clock);
    const ages = liveAges(live, {
      cells: this.cells.all,
      sites: sites.length,
      clock: own.allocated[newest]!,
    });
    const judged = {
      newest,
      clock: own,
      sites: sites.length,
      relatives: (of: RelativesOf) =>
        this.kinship.relatives(of, { cells: this.cells.all, sites, trails: this.paths.trails }),
    };
    sites.forEach((site, id) => site.judge({ ...judged, ages: ages[id] }));
    for (const family of this.kinship.families) family.judge(sites, this.cells.all, judged);
  }

  /** Births of external memory have a clock of their own, known as far as births tell it. */
  private ownClock(newest: number, clock: HuntClock): HuntClock {
    if (this.kind === 'heap') return clock;
    while (this.allocated.length < newest) this.allocated.push(this.allocated.at(-1) ?? 0);
    this.allocated[newest] = Math.max(this.allocated[newest - 1] ?? 0, this.live.born.at(-1) ?? 0);
    return { ...clock, allocated: this.allocated };
  }

  /** Sites that look like a leak, though not yet often enough. */
  get suspects(): number {
    return this.sites.filter((site) => site.isSuspect).length;
  }

  /** The account of every site, and of the families that show what no site does. */
  report(series: TrackSeries): SiteReport[] {
    const { kind } = this;
    const callees = this.findingCallees();
    const reports = this.sites.map((site, id) => {
      const survivors = (part: SitePart | undefined, cohorts: number) =>
        this.survivors(
          cohorts,
          (cell) => this.cells.all[cell]!.site === id && (part?.cells.has(cell) ?? true),
        );
      const calleesOf = (frame: Frame): readonly Frame[] => callees.get(frame) ?? [];
      return reportSite(site, { ...series, kind, survivors, calleesOf });
    });
    return withFamilies(reports, this.familyReports(series));
  }

  private familyReports(series: TrackSeries): SiteReport[] {
    if (series.readings === undefined) return [];
    const context = {
      ...series,
      sites: this.sites,
      survivors: (cells: ReadonlySet<CellId>, cohorts: number) =>
        this.survivors(cohorts, (cell) => cells.has(cell)),
    };
    return [...this.kinship.families]
      .filter(({ standing }) => standing.leak)
      .map((family) => ({
        ...reportFamily(family, context),
        ...(this.kind === 'heap' ? {} : { kind: this.kind }),
      }));
  }

  /** Live samples of the cohorts from 1 up to that one, of those cells. */
  private survivors(cohorts: number, isOne: (cell: CellId) => boolean): Survivors {
    const { live } = this;
    let samples = 0;
    let bytes = 0;
    let objects = 0;
    for (let i = 0; i < live.cell.length; i++) {
      const cohort = live.cohort[i]!;
      if (cohort === 0 || cohort > cohorts || !isOne(live.cell[i] as CellId)) continue;
      samples++;
      bytes += live.bytes[i]!;
      objects += live.objects[i]!;
    }
    return { samples, bytes, objects };
  }

  /** For each function that is a finding, those of the sites that it calls. */
  private findingCallees(): Map<Frame, Frame[]> {
    const callees = new Map<Frame, Frame[]>();
    for (const site of this.sites) if (site.isFinding) callees.set(site.frame, []);
    if (callees.size === 0) return callees;
    for (const { frames } of this.paths.trails) {
      const [callee, caller] = frames;
      const found = caller && callees.get(caller);
      if (found !== undefined && !found.includes(callee!)) found.push(callee!);
    }
    return callees;
  }

  /** Forgets every second reading; the newest has an even number. */
  halve(): void {
    for (const site of this.sites) site.halve();
    this.allocated = this.allocated.filter((_, reading) => reading % 2 === 0);
    this.live.cohort.forEach((cohort, i) => (this.live.cohort[i] = Math.ceil(cohort / 2)));
  }

  /** Keeps the figures of those captures only. */
  thin(kept: (value: unknown, capture: number) => boolean): void {
    for (const site of this.sites) site.thin(kept);
    this.captures = Math.ceil(this.captures / 2);
  }

  private siteAt(id: SiteId): SiteHistory {
    for (let next = this.sites.length; next <= id; next++) {
      this.sites.push(new SiteHistory(this.paths.sites[next]!, this.captures));
    }
    return this.sites[id]!;
  }
}
