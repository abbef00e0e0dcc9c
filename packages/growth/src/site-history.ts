import type { Trail } from './call-paths.js';
import { type Cell, type CellId, sizeOfClass } from './cells.js';
import { CohortTable } from './cohort-table.js';
import type { Frame } from './growth-report.js';
import { type HuntClock, watchedReadings } from './hunt-clock.js';
import type { LiveAges } from './live-ages.js';
import type { RelativesOf } from './kinship.js';
import { type Look, lookAt, mayLeak } from './look.js';
import { lookWithRelatives } from './migration.js';
import { measureQueueWait, type QueueWait } from './queue-wait.js';
import { SitePart } from './site-part.js';
import { SiteStanding } from './site-standing.js';

/** What a site is judged by at one reading, besides its own samples. */
export interface JudgedReading {
  /** Number of the reading. */
  readonly newest: number;
  readonly clock: HuntClock;
  readonly ages: LiveAges | undefined;
  /** Sites of the process. */
  readonly sites: number;
  /** As {@link Kinship.relatives}. */
  readonly relatives: (of: RelativesOf) => CohortTable;
}

/** Cells of one site beyond which the further ones are part of the site alone. */
const MOST_CELLS = 64;

/** All that a hunt remembers of one site. */
export class SiteHistory {
  readonly frame: Frame;
  /** Number of the function. */
  private readonly frameId: number;
  /** Live bytes and objects, one figure per capture of the hunt. */
  bytes: number[];
  objects: number[];
  readonly standing = new SiteStanding();
  readonly parts = new Map<string, SitePart>();
  wait: QueueWait | undefined;
  /** Captures since the site was first seen, that one included. */
  age = 0;
  private readonly firstTrail: Trail;
  private readonly tables = new Map<CellId, CohortTable>();
  /** The way by which each cell is reached, and its size class. */
  private readonly cells = new Map<CellId, { readonly trail: Trail; readonly sizeClass: number }>();
  /** All samples of the site; the table of its only cell as long as it has one. */
  private sum: CohortTable | undefined;
  private ages: (LiveAges | undefined)[] = [];
  private lastLook: { readonly newest: number; readonly look: Look | undefined } | undefined;

  /** `trail`: the way by which it was first seen. */
  constructor(trail: Trail, capturesBefore: number) {
    this.frame = trail.frames[0]!;
    this.frameId = trail.frameIds[0]!;
    this.firstTrail = trail;
    this.bytes = new Array<number>(capturesBefore).fill(0);
    this.objects = new Array<number>(capturesBefore).fill(0);
  }

  /** Enters what a capture shows of the site. */
  record(bytes: number, objects: number): void {
    this.bytes.push(bytes);
    this.objects.push(objects);
    this.age++;
  }

  get table(): CohortTable {
    return this.sum ?? NO_TABLE;
  }

  tableOf(cell: CellId): CohortTable {
    return this.tables.get(cell)!;
  }

  /** Says whether it is the first sample of its cell. */
  addBirth(id: CellId, cell: Cell, trail: Trail, cohort: number): boolean {
    const known = this.tables.get(id);
    const table = known ?? new CohortTable();
    if (known === undefined) this.addCell(id, cell, trail, table);
    table.addBirth(cohort);
    if (table !== this.sum) this.sum!.addBirth(cohort);
    return known === undefined;
  }

  addDeath(id: CellId, cohort: number, last: number): void {
    const table = this.tables.get(id)!;
    table.addDeath(cohort, last);
    if (table !== this.sum) this.sum!.addDeath(cohort, last);
  }

  private addCell(id: CellId, cell: Cell, trail: Trail, table: CohortTable): void {
    if (this.tables.size === 1) {
      const only = this.sum!;
      this.sum = new CohortTable();
      this.sum.addAll(only);
    }
    this.tables.set(id, table);
    this.sum ??= table;
    this.cells.set(id, { trail, sizeClass: cell.sizeClass });
    if (this.tables.size <= MOST_CELLS) this.enterIntoParts(id, cell, trail);
  }

  private enterIntoParts(id: CellId, { sizeClass }: Cell, { frames, frameIds }: Trail): void {
    const size = { kind: 'size', objectBytes: sizeOfClass(sizeClass) } as const;
    this.part(`size ${sizeClass}`, () => new SitePart(size, undefined)).cells.add(id);
    let within: SitePart | undefined;
    for (let callers = 1; callers < frames.length; callers++) {
      const path = { kind: 'path', callers: frames.slice(1, callers + 1) } as const;
      const wider = within;
      within = this.part(`path ${frameIds.slice(1, callers + 1).join()}`, () => new SitePart(path, wider));
      within.cells.add(id);
    }
  }

  private part(key: string, make: () => SitePart): SitePart {
    let part = this.parts.get(key);
    if (part === undefined) this.parts.set(key, (part = make()));
    return part;
  }

  /** The part that is a finding though the site is none; of several the one with most survivors. */
  leakingPart(): SitePart | undefined {
    let leading: SitePart | undefined;
    for (const part of this.parts.values()) {
      if (!part.standing.leak) continue;
      if ((part.look?.crossing?.crossed ?? 0) >= (leading?.look?.crossing?.crossed ?? 0)) leading = part;
    }
    return leading;
  }

  /** Whether it, or a part of it, looks like a leak, though not yet often enough. */
  get isSuspect(): boolean {
    if (this.standing.suspected) return true;
    for (const part of this.parts.values()) if (part.standing.suspected) return true;
    return false;
  }

  /** Whether it is a finding, by itself or by a part. */
  get isFinding(): boolean {
    return this.standing.leak || this.standing.backlog || this.leakingPart() !== undefined;
  }

  /** A whole path of the site that leads through a function; `undefined` where none does. */
  anyPathThrough(frame: Frame): readonly Frame[] | undefined {
    for (const { trail } of this.cells.values()) if (trail.frames.includes(frame)) return trail.path;
    return undefined;
  }

  /** The trail that most of the live samples of the cohorts from 1 up to that one came by, of a part if it is given. */
  leadingTrail(cohorts: number, within: SitePart | undefined): Trail {
    let most = -1;
    let leading = this.firstTrail;
    const byTrail = new Map<Trail, number>();
    for (const [cell, { trail }] of this.cells) {
      if (within !== undefined && !within.cells.has(cell)) continue;
      const alive = (byTrail.get(trail) ?? 0) + this.tables.get(cell)!.aliveBetween(1, cohorts);
      byTrail.set(trail, alive);
      if (alive > most) [most, leading] = [alive, trail];
    }
    return leading;
  }

  /** Judges the site at one reading, and its parts where it is no finding itself. */
  judge(judged: JudgedReading): void {
    const { newest, clock, ages, sites } = judged;
    while (this.ages.length < newest) this.ages.push(undefined);
    this.ages.push(ages);
    const { table } = this;
    const may = mayLeak(table, newest);
    this.wait = this.mayQueue(newest) ? measureQueueWait(table, this.ages, clock) : undefined;
    if (!may && !this.standing.open && this.wait?.growing !== true) {
      this.standing.rest();
      this.lastLook = undefined;
    } else {
      let look = lookAt(table, newest, clock);
      if (look?.leaks === true || this.standing.leak) look = this.amongRelatives(look, undefined, judged);
      this.lastLook = { newest, look };
      this.standing.update({ reading: watchedReadings(newest, clock), look, wait: this.wait, sites });
    }
    if (this.standing.leak || this.standing.backlog) for (const part of this.parts.values()) part.rest();
    else if (may || this.leakingPart() !== undefined) this.judgeParts(judged);
  }

  /** A queue is measured only where there is more in it than half a hunt ago. */
  private mayQueue(newest: number): boolean {
    if (this.standing.backlog) return true;
    const now = this.ages[newest];
    const before = this.ages[newest - Math.max(7, Math.floor(newest / 2)) + 1];
    return now !== undefined && before !== undefined && now.count > before.count;
  }

  /** The look at the site, or at a part of it, that allows for bytes that moved here from elsewhere. */
  amongRelatives(
    look: Look | undefined,
    part: SitePart | undefined,
    judged: JudgedReading,
  ): Look | undefined {
    const until = judged.newest - (look?.age ?? 0);
    const sizeClasses = new Set<number>();
    const callers = new Set<number>();
    for (const [id, { sizeClass, trail }] of this.cells) {
      for (const caller of trail.frameIds.slice(1)) callers.add(caller);
      if (part !== undefined && !part.cells.has(id)) continue;
      if (this.tables.get(id)!.aliveBetween(1, until) > 0) sizeClasses.add(sizeClass);
    }
    const { frameId } = this;
    return lookWithRelatives(look, () => judged.relatives({ frameId, callers, sizeClasses }), judged);
  }

  private judgeParts(judged: JudgedReading): void {
    const siteLook = this.lastLook?.look;
    for (const part of this.parts.values()) {
      // A part with all cells of its site, or of the part that it narrows down, says nothing new.
      if (part.cells.size === this.tables.size || part.cells.size === part.within?.cells.size) continue;
      part.judge(this, { ...judged, siteLook });
    }
  }

  /** The newest look; made now where the reading gave no reason for one. */
  look(newest: number, clock: HuntClock): Look | undefined {
    if (this.lastLook?.newest !== newest) this.lastLook = { newest, look: lookAt(this.table, newest, clock) };
    return this.lastLook.look;
  }

  /** Keeps the figures of those captures only. */
  thin(kept: (value: unknown, capture: number) => boolean): void {
    this.bytes = this.bytes.filter(kept);
    this.objects = this.objects.filter(kept);
  }

  /** Forgets every second reading; the newest has an even number. */
  halve(): void {
    const isOnly = this.tables.size <= 1;
    for (const [cell, table] of this.tables) this.tables.set(cell, table.halved());
    this.sum = isOnly ? [...this.tables.values()][0] : this.sum?.halved();
    this.ages = this.ages.filter((_, reading) => reading % 2 === 0);
    this.lastLook = undefined;
  }
}

const NO_TABLE = new CohortTable();
