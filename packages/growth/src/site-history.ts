import type { Trail } from './call-paths.js';
import type { CohortTable } from './cohort-table.js';
import type { Frame } from './growth-report.js';
import { type HuntClock, watchedReadings } from './hunt-clock.js';
import type { JudgedReading } from './judged-reading.js';
import type { LiveAges } from './live-ages.js';
import { type Look, lookAt } from './look.js';
import { lookWithRelatives } from './migration.js';
import { measureQueueWait, type QueueWait } from './queue-wait.js';
import { haveKeptEnough, type SiteCell, tableOf } from './site-cell.js';
import type { SitePart } from './site-part.js';
import { SiteParts } from './site-parts.js';
import { SiteStanding } from './site-standing.js';
import { withOne } from './with-one.js';

/** How many times longer than the hunt the sampler must have run before it; and the share of it that a leak leaves at least. */
const LONG_BEFORE = 2;
const SHARE_LEFT = 0.25;

/** All that a hunt remembers of one site. */
export class SiteHistory {
  readonly frame: Frame;
  /** Live bytes and objects, one figure per capture of the hunt. */
  bytes: number[];
  objects: number[];
  readonly standing = new SiteStanding();
  cells: readonly SiteCell[] = [];
  /** The part that is a finding though the site is none; of several the one with most survivors. */
  leakingPart: SitePart | undefined;
  wait: QueueWait | undefined;
  private hadLeakingPart = false;
  /** Little that was allocated here before the hunt began is left. */
  turnsOver = false;
  /** Captures since the site was first seen, that one included. */
  age = 0;
  private readonly frameId: number;
  private readonly firstTrail: Trail;
  /** Made when they are first looked at. */
  private parts: SiteParts | undefined;
  private arePartsSuspected = false;
  /** By reading; as long as the number of readings once there was anything to enter. */
  private ages: (LiveAges | undefined)[] | undefined;
  private lastLook:
    { readonly newest: number; readonly look: Look | undefined; readonly isWhole: boolean } | undefined;

  /** `trail`: the way by which it was first seen. */
  constructor(trail: Trail, capturesBefore: number) {
    this.frame = trail.frames[0]!;
    this.frameId = trail.frameIds[0]!;
    this.firstTrail = trail;
    this.bytes = new Array<number>(capturesBefore).fill(0);
    this.objects = new Array<number>(capturesBefore).fill(0);
  }

  addCell(cell: SiteCell): void {
    this.cells = withOne(this.cells as SiteCell[], cell);
  }

  /** Enters what a capture shows of the site. */
  record(bytes: number, objects: number): void {
    this.bytes.push(bytes);
    this.objects.push(objects);
    this.age++;
  }

  /** The lives of all its samples up to reading `newest`. */
  table(newest: number): CohortTable {
    return tableOf(this.cells, newest);
  }

  /** Judges the site at one reading, and its parts where it is no finding itself. */
  judge(judged: JudgedReading, ages: LiveAges | undefined): void {
    const { newest, clock, sites } = judged;
    this.enterAges(newest, ages);
    const mayQueue = this.mayQueue(newest);
    const may = haveKeptEnough(this.cells, judged.old);
    if (!may && !mayQueue && !this.standing.open && this.leakingPart === undefined) {
      this.rest();
      return;
    }
    const table = this.table(newest);
    this.wait = mayQueue ? measureQueueWait(table, this.ages!, clock) : undefined;
    const onlyLeaks = !this.standing.open;
    let look = lookAt(table, newest, clock, { onlyLeaks });
    if (look?.leaks === true || this.standing.leak) look = this.amongRelatives(look, this.cells, judged);
    this.lastLook = { newest, look, isWhole: !onlyLeaks || look?.leaks === true };
    this.turnsOver = this.hasTurnedOver(look, clock);
    const { turnsOver, wait } = this;
    const grew = table.bornIn(newest) > 0;
    this.standing.update({ reading: watchedReadings(newest, clock), look, wait, grew, sites, turnsOver });
    this.judgeParts(judged);
  }

  /**
   * Whether what was allocated here before the hunt is gone, as that of a cache or a TTL is. Judged only where the sampler ran
   * for long before: then a leak has left behind by far more than the hunt has seen arrive.
   */
  private hasTurnedOver(look: Look | undefined, { allocated }: HuntClock): boolean {
    const before = allocated[0]!;
    const watched = allocated.at(-1)! - before;
    const crossed = look?.crossing?.crossed ?? 0;
    if (before < LONG_BEFORE * watched || crossed === 0) return false;
    const left = this.cells.reduce((sum, { counts }) => sum + counts.aliveBetween(0, 0), 0);
    const expected = (crossed / watched) * before;
    return left < SHARE_LEFT * expected;
  }

  private rest(): void {
    this.standing.rest();
    this.lastLook = undefined;
    this.wait = undefined;
    this.arePartsSuspected = false;
  }

  private enterAges(newest: number, ages: LiveAges | undefined): void {
    if (ages === undefined && this.ages === undefined) return;
    this.ages ??= [];
    while (this.ages.length < newest) this.ages.push(undefined);
    this.ages.push(ages);
  }

  /** A queue is measured only where there is more in it than half a hunt ago. */
  private mayQueue(newest: number): boolean {
    if (this.ages === undefined) return false;
    if (this.standing.backlog) return true;
    const now = this.ages[newest];
    const before = this.ages[newest - Math.max(7, Math.floor(newest / 2)) + 1];
    return now !== undefined && before !== undefined && now.count > before.count;
  }

  private judgeParts(judged: JudgedReading): void {
    this.leakingPart = undefined;
    this.arePartsSuspected = false;
    if (this.cells.length < 2) return;
    const isFinding = this.standing.leak || this.standing.backlog;
    const siteLook = this.lastLook?.look;
    this.parts ??= new SiteParts();
    for (const part of this.parts.distinct(this.cells)) {
      if (isFinding) {
        part.rest();
        continue;
      }
      part.judge(this, siteLook, judged);
      this.arePartsSuspected ||= part.standing.suspected;
      if (part.standing.leak && survivorsOf(part) >= survivorsOf(this.leakingPart)) this.leakingPart = part;
    }
    this.hadLeakingPart ||= this.leakingPart !== undefined;
  }

  /** A look at some of its cells that allows for bytes that moved here from elsewhere. */
  amongRelatives(look: Look | undefined, cells: Iterable<SiteCell>, judged: JudgedReading): Look | undefined {
    const until = judged.newest - (look?.age ?? 0);
    const sizeClasses = new Set<number>();
    for (const { counts, sizeClass } of cells) {
      if (counts.aliveBetween(1, until) > 0) sizeClasses.add(sizeClass);
    }
    const callers = new Set(this.cells.flatMap(({ trail }) => trail.frameIds.slice(1)));
    const { frameId } = this;
    const relatives = { cells, frameId, callers, sizeClasses };
    return lookWithRelatives(look, () => judged.relatives(relatives), judged);
  }

  /** Whether it, or a part of it, looks like a leak, though not yet often enough. */
  get isSuspect(): boolean {
    return this.standing.suspected || this.arePartsSuspected;
  }

  /** Whether it is a finding, by itself or by a part. */
  get isFinding(): boolean {
    return this.standing.leak || this.standing.backlog || this.leakingPart !== undefined;
  }

  /** Whether it, or a part of it, was a finding and is none any more. */
  get retracted(): boolean {
    return !this.isFinding && (this.standing.retracted || this.hadLeakingPart);
  }

  /** A whole path of the site that leads through a function; `undefined` where none does. */
  anyPathThrough(frame: Frame): readonly Frame[] | undefined {
    return this.cells.find(({ trail }) => trail.frames.includes(frame))?.trail.path;
  }

  /** The trail that most of the live samples of the cohorts from 1 up to that one came by, of a part if it is given. */
  leadingTrail(cohorts: number, within: SitePart | undefined): Trail {
    if (this.cells.length === 1) return this.cells[0]!.trail;
    let most = 0;
    let leading = this.firstTrail;
    const byTrail = new Map<Trail, number>();
    for (const cell of this.cells) {
      if (within !== undefined && !within.cells.has(cell)) continue;
      const alive = (byTrail.get(cell.trail) ?? 0) + cell.counts.aliveBetween(1, cohorts);
      byTrail.set(cell.trail, alive);
      if (alive > most) [most, leading] = [alive, cell.trail];
    }
    return leading;
  }

  /** The newest look; made now where the reading gave no reason for one. */
  look(newest: number, clock: HuntClock): Look | undefined {
    if (this.lastLook?.newest !== newest || !this.lastLook.isWhole) {
      this.lastLook = { newest, look: lookAt(this.table(newest), newest, clock), isWhole: true };
    }
    return this.lastLook.look;
  }

  /** Keeps the figures of those captures only. */
  thin(kept: (value: unknown, capture: number) => boolean): void {
    this.bytes = this.bytes.filter(kept);
    this.objects = this.objects.filter(kept);
  }

  /** Forgets every second reading; the newest has an even number. */
  halve(): void {
    for (const cell of this.cells) cell.counts = cell.counts.halved();
    this.ages = this.ages?.filter((_, reading) => reading % 2 === 0);
    this.lastLook = undefined;
  }
}

function survivorsOf(part: SitePart | undefined): number {
  return part?.look?.crossing?.crossed ?? 0;
}
