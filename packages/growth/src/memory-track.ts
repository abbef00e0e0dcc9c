import type { Profile } from '@heaptide/profile';
import { CallPaths, type SiteId, type TrailId } from './call-paths.js';
import { type CellId, Cells } from './cells.js';
import { reportFamily, withFamilies } from './family-report.js';
import type { Frame, SiteReport } from './growth-report.js';
import type { WeighLive } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import type { FamilyCell } from './family.js';
import { isAgent } from './frame-table.js';
import { Kinship } from './kinship.js';
import { LifeCounts } from './life-counts.js';
import { liveAges } from './live-ages.js';
import { followSamples, NO_SAMPLES, type SampleColumns } from './live-samples.js';
import type { RowColumns } from './sample-rows.js';
import { type JudgedReading, SiteHistory } from './site-history.js';
import { YOUNGEST_SURVIVOR } from './survival.js';
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
  /** By cell number. */
  private readonly siteCells: FamilyCell[] = [];
  private old: Int32Array = new Int32Array(0);
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
    const { cells } = this;
    const known = {
      ...rows,
      cellOf: (row: number) => {
        const objects = rows.objects[row]!;
        return cells.of(trailOf(rows.sample[row]!), objects > 0 ? rows.bytes[row]! / objects : 0);
      },
    };
    const ledger = {
      addBirth: (id: CellId) => this.siteCell(id).counts.addBirth(reading),
      addDeath: (id: CellId, cohort: number) => this.siteCells[id]!.counts.addDeath(cohort, reading - 1),
    };
    this.live = followSamples(this.live, known, { reading, ledger });
  }

  private siteCell(id: CellId): FamilyCell {
    const known = this.siteCells[id];
    if (known !== undefined) return known;
    const { site: siteId, trail, sizeClass } = this.cells.all[id]!;
    const site = this.siteAt(siteId);
    const cell = { id, site, trail: this.paths.trails[trail]!, sizeClass, counts: new LifeCounts() };
    this.siteCells[id] = cell;
    site.cells.push(cell);
    this.kinship.add(cell);
    return cell;
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
    this.old = this.countOld(newest);
    const judged: JudgedReading = {
      newest,
      clock: own,
      sites: sites.length,
      old: this.old,
      relatives: (of) => this.kinship.relatives(of, newest),
    };
    sites.forEach((site, id) => {
      if (!isAgent(site.frame)) site.judge(judged, ages[id]);
    });
    for (const family of this.kinship.families) family.judge(judged);
  }

  private countOld(newest: number): Int32Array {
    const { live } = this;
    const old = new Int32Array(this.cells.all.length);
    for (let i = 0; i < live.cell.length; i++) {
      const cohort = live.cohort[i]!;
      if (cohort >= 1 && cohort <= newest - YOUNGEST_SURVIVOR) old[live.cell[i]!]!++;
    }
    return old;
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
    const reports = this.sites
      .filter(({ frame }) => !isAgent(frame))
      .map((site) => {
        const live = (part: SitePart | undefined) =>
          this.weigh((cell) => cell.site === site && (part?.cells.has(cell) ?? true));
        const calleesOf = (frame: Frame): readonly Frame[] => callees.get(frame) ?? [];
        return reportSite(site, { ...series, kind, live, calleesOf });
      });
    return withFamilies(reports, this.familyReports(series));
  }

  private familyReports(series: TrackSeries): SiteReport[] {
    if (series.readings === undefined) return [];
    const context = {
      ...series,
      old: this.old,
      live: (cells: ReadonlySet<FamilyCell>) => this.weigh((cell) => cells.has(cell)),
    };
    return [...this.kinship.families]
      .filter(({ standing }) => standing.leak)
      .map((family) => ({
        ...reportFamily(family, context),
        ...(this.kind === 'heap' ? {} : { kind: this.kind }),
      }));
  }

  private weigh(isOne: (cell: FamilyCell) => boolean): WeighLive {
    const { live, siteCells } = this;
    return (weightOf) => {
      let samples = 0;
      let bytes = 0;
      let objects = 0;
      for (let i = 0; i < live.cell.length; i++) {
        if (!isOne(siteCells[live.cell[i]!]!)) continue;
        const weight = weightOf(live.cohort[i]!);
        samples += weight;
        bytes += weight * live.bytes[i]!;
        objects += weight * live.objects[i]!;
      }
      return { samples, bytes, objects };
    };
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
