import type { Look } from './look.js';
import type { QueueWait } from './queue-wait.js';

/** First reading at which a finding may be shown, and at which it may be confirmed. */
const SHOWN_FROM = 7;
export const FIRST_TO_CONFIRM = 12;
/** The same by the own clock of a site that began late: it may have moved here, or be a store that has just begun to fill. */
const OWN_TO_CONFIRM = 11;
/** Captures that a confirmed leak takes at least: readings count from 0, and two of them in a row must agree. */
export const CAPTURES_TO_CONFIRM = FIRST_TO_CONFIRM + 2;
/** With more sites than this some hold their samples for seven readings by chance: one reading more sorts most out. */
const MANY_SITES = 1000;

/** One look at a site, and what it is to be taken with. */
export interface DatedLook {
  /** Readings that the site has been watched for: the number of the newest, plus one where a round was watched before. */
  readonly reading: number;
  readonly look: Look | undefined;
  readonly wait?: QueueWait | undefined;
  /** Something was born since the reading before: a standstill makes no finding. */
  readonly grew: boolean;
  /** Sites of the process. */
  readonly sites: number;
  /** Little that was allocated here before the hunt is left: what is kept may go the same way. */
  readonly turnsOver?: boolean;
}

/**
 * What is held of one site over consecutive looks. A finding is made by looks in a row that agree, outlives looks that
 * are merely weak, and is withdrawn only on evidence of health.
 */
export class SiteStanding {
  /** Made at the first look that there is something to see in: most sites never have one. */
  private latches: Latches | undefined;
  private hasBeenFinding = false;

  update({ reading, look, wait, grew, sites, turnsOver = false }: DatedLook): void {
    const shownFrom = turnsOver ? FIRST_TO_CONFIRM : sites > MANY_SITES ? SHOWN_FROM + 1 : SHOWN_FROM;
    this.latches ??= { shown: new LeakLatch(), lasting: new LeakLatch(), queue: new BacklogLatch() };
    const { shown, lasting, queue } = this.latches;
    shown.update(look, { counts: reading >= shownFrom, grew });
    const own = reading - Math.max(0, (look?.start ?? 1) - 1);
    lasting.update(look, { counts: reading >= FIRST_TO_CONFIRM && own >= OWN_TO_CONFIRM, grew });
    queue.update(wait, grew);
    this.hasBeenFinding ||= this.leak || this.backlog;
  }

  /** A look without any evidence was skipped. */
  rest(): void {
    this.latches?.shown.rest();
    this.latches?.lasting.rest();
    this.latches?.queue.update(undefined, false);
  }

  /** What it was held for is gone, or told elsewhere. */
  withdraw(): void {
    this.rest();
    if (this.latches === undefined) return;
    this.latches.shown.on = false;
    this.latches.lasting.on = false;
  }

  /** A look may change something even where it finds nothing. */
  get open(): boolean {
    return this.leak || this.backlog || this.latches?.queue.pending === true || this.suspected;
  }

  get leak(): boolean {
    return this.latches?.shown.on ?? false;
  }

  get backlog(): boolean {
    return this.latches?.queue.on ?? false;
  }

  get confirmed(): boolean {
    return this.leak ? (this.latches?.lasting.on ?? false) : this.backlog;
  }

  get retracted(): boolean {
    return this.hasBeenFinding && !this.leak && !this.backlog;
  }

  /** The newest look speaks for a leak, though not yet often enough. */
  get suspected(): boolean {
    return this.latches?.shown.pending ?? false;
  }
}

interface Latches {
  readonly shown: LeakLatch;
  readonly lasting: LeakLatch;
  readonly queue: BacklogLatch;
}

class LeakLatch {
  on = false;
  pending = false;
  private inARow = 0;
  private throughoutInARow = 0;
  private against = 0;

  update(look: Look | undefined, { counts, grew }: { counts: boolean; grew: boolean }): void {
    const leaks = look !== undefined && look.leaks && counts;
    this.pending = look?.leaks ?? false;
    this.inARow = leaks ? this.inARow + 1 : 0;
    this.throughoutInARow = leaks && look.leaksThroughout ? this.throughoutInARow + 1 : 0;
    this.against = look?.refuted ? this.against + (look.oldDie ? 2 : 1) : 0;
    if (this.throughoutInARow >= 2 || this.inARow >= 3) this.on ||= grew;
    else if (this.against >= 2) this.on = false;
  }

  rest(): void {
    this.pending = false;
    this.inARow = 0;
    this.throughoutInARow = 0;
  }
}

class BacklogLatch {
  on = false;
  private inARow = 0;
  private against = 0;

  get pending(): boolean {
    return this.inARow > 0;
  }

  update(wait: QueueWait | undefined, grew: boolean): void {
    this.inARow = wait?.growing ? this.inARow + 1 : 0;
    const healthy = wait === undefined || wait.waitRatio < 1.1 || wait.drained;
    this.against = healthy ? this.against + 1 : 0;
    if (this.inARow >= 3) this.on ||= grew;
    else if (this.against >= 2) this.on = false;
  }
}
