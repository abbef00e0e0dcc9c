import type { Profile } from '@heaptide/profile';
import { CallPaths, type SiteId, type TrailId } from './call-paths.js';
import { type CellId, Cells } from './cells.js';
import { expectationOf } from './expectations.js';
import { reportFamily, withFamilies } from './family-report.js';
import type { Expectation, Frame, SiteReport } from './growth-report.js';
import type { WeighLive } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import type { FamilyCell } from './family.js';
import { isAgent } from './frame-table.js';
import { Kinship } from './kinship.js';
import { type ComparableReport, groupFindings } from './lock-step.js';
import { LifeCounts } from './life-counts.js';
import { liveAges } from './live-ages.js';
import { followSamples, NO_SAMPLES, type SampleColumns } from './live-samples.js';
import type { RowColumns } from './sample-rows.js';
import type { JudgedReading } from './judged-reading.js';
import { SiteHistory } from './site-history.js';
import { YOUNGEST_SURVIVOR } from './survival.js';
import type { SitePart } from './site-part.js';
import { reportSite } from './site-report.js';
import type { TrackSeries } from './track-series.js';

/** Samples by site: columns of equal length. */
interface SitedSamples {
  readonly site: Int32Array;
  readonly bytes: Float64Array;
  readonly objects: Float64Array;
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
    const { site, bytes, objects } =
      reading === undefined ? this.locate(rows, trailOf) : this.follow(rows, trailOf, reading);
    if (this.paths.sites.length > 0) this.siteAt((this.paths.sites.length - 1) as SiteId);
    const ofSite = new Float64Array(this.sites.length);
    const objectsOfSite = new Float64Array(this.sites.length);
    for (let i = 0; i < site.length; i++) {
      ofSite[site[i]!]! += bytes[i]!;
      objectsOfSite[site[i]!]! += objects[i]!;
    }
    for (let id = 0; id < this.sites.length; id++) this.sites[id]!.record(ofSite[id]!, objectsOfSite[id]!);
    this.captures++;
  }

  private locate({ sample, bytes, objects }: RowColumns, trailOf: (sample: number) => TrailId): SitedSamples {
    const site = Int32Array.from(sample, (index) => this.paths.trails[trailOf(index)]!.site);
    return { site, bytes, objects };
  }

  private follow(rows: RowColumns, trailOf: (sample: number) => TrailId, reading: number): SitedSamples {
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
    const { cell, bytes, objects } = this.live;
    return { site: Int32Array.from(cell, (id) => cells.all[id]!.site), bytes, objects };
  }

  private siteCell(id: CellId): FamilyCell {
    const known = this.siteCells[id];
    if (known !== undefined) return known;
    const { site: siteId, trail, sizeClass } = this.cells.all[id]!;
    const site = this.siteAt(siteId);
    const cell = { id, site, trail: this.paths.trails[trail]!, sizeClass, counts: new LifeCounts() };
    this.siteCells[id] = cell;
    site.addCell(cell);
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

  /** Sites that look like a leak, though not yet often enough, and of which nothing is expected. */
  suspects(expectations: readonly Expectation[]): number {
    const isOne = ({ isSuspect, frame }: SiteHistory): boolean =>
      isSuspect && expectationOf(frame, expectations) === undefined;
    return this.sites.filter(isOne).length;
  }

  /** The account of every site, and of the families that show what no site does. */
  report(series: TrackSeries): ComparableReport[] {
    const { kind } = this;
    const callees = this.findingCallees();
    const rowsOf = this.rowsBySite();
    const context = {
      ...series,
      kind,
      live: (site: number, part: SitePart | undefined): WeighLive =>
        this.weigh(rowsOf(site), (cell) => part?.cells.has(cell) ?? true),
      calleesOf: (frame: Frame): readonly Frame[] => callees.get(frame) ?? [],
    };
    const reports: ComparableReport[] = [];
    this.sites.forEach((site, id) => {
      if (!isAgent(site.frame)) reports.push(reportSite(site, id, context));
    });
    return withFamilies(groupFindings(reports), this.familyReports(series));
  }

  private familyReports(series: TrackSeries): SiteReport[] {
    if (series.readings === undefined) return [];
    const context = {
      ...series,
      old: this.old,
      live: (cells: ReadonlySet<FamilyCell>) =>
        this.weigh(
          this.live.cohort.map((_, row) => row),
          (cell) => cells.has(cell),
        ),
    };
    return [...this.kinship.families]
      .filter(({ standing }) => standing.leak)
      .map((family) => ({
        ...reportFamily(family, context),
        ...(this.kind === 'heap' ? {} : { kind: this.kind }),
      }));
  }

  /** A function that gives the live samples of a site. */
  private rowsBySite(): (site: number) => Iterable<number> {
    const site = Int32Array.from(this.live.cell, (cell) => this.cells.all[cell]!.site);
    const ends = new Int32Array(this.sites.length + 1);
    for (const id of site) ends[id + 1]!++;
    for (let id = 0; id < this.sites.length; id++) ends[id + 1]! += ends[id]!;
    const next = ends.slice();
    const rows = new Int32Array(site.length);
    for (let row = 0; row < site.length; row++) rows[next[site[row]!]!++] = row;
    return (id) => rows.subarray(ends[id], ends[id + 1]);
  }

  private weigh(rows: Iterable<number>, isOne: (cell: FamilyCell) => boolean): WeighLive {
    const { live, siteCells } = this;
    return (weightOf) => {
      let samples = 0;
      let bytes = 0;
      let objects = 0;
      for (const row of rows) {
        if (!isOne(siteCells[live.cell[row]!]!)) continue;
        const weight = weightOf(live.cohort[row]!);
        samples += weight;
        bytes += weight * live.bytes[row]!;
        objects += weight * live.objects[row]!;
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
