import type { Look } from './look.js';
import type { QueueWait } from './queue-wait.js';

/** First reading at which a finding may be shown, and at which it may be confirmed. */
const SHOWN_FROM = 7;
const CONFIRMED_FROM = 12;
/** Captures that a confirmed leak takes at least: readings count from 0, and two of them in a row must agree. */
export const CAPTURES_TO_CONFIRM = CONFIRMED_FROM + 2;

/**
 * What is held of one site over consecutive looks. A finding is made by looks in a row that agree, outlives looks that
 * are merely weak, and is withdrawn only on evidence of health.
 */
export class SiteStanding {
  private readonly shown = new LeakLatch(SHOWN_FROM);
  private readonly lasting = new LeakLatch(CONFIRMED_FROM);
  private readonly queue = new BacklogLatch();
  private hasBeenFinding = false;

  update(reading: number, look: Look | undefined, wait: QueueWait | undefined): void {
    this.shown.update(reading, look);
    this.lasting.update(reading, look);
    this.queue.update(wait);
    this.hasBeenFinding ||= this.leak || this.backlog;
  }

  get leak(): boolean {
    return this.shown.on;
  }

  get backlog(): boolean {
    return this.queue.on;
  }

  get confirmed(): boolean {
    return this.leak ? this.lasting.on : this.queue.on;
  }

  get retracted(): boolean {
    return this.hasBeenFinding && !this.leak && !this.backlog;
  }

  /** The newest look speaks for a leak, though not yet often enough. */
  get suspected(): boolean {
    return this.shown.pending;
  }
}

class LeakLatch {
  on = false;
  pending = false;
  private inARow = 0;
  private throughoutInARow = 0;
  private against = 0;
  private readonly from: number;

  constructor(from: number) {
    this.from = from;
  }

  update(reading: number, look: Look | undefined): void {
    const leaks = look !== undefined && look.leaks && reading >= this.from;
    this.pending = look?.leaks ?? false;
    this.inARow = leaks ? this.inARow + 1 : 0;
    this.throughoutInARow = leaks && look.leaksThroughout ? this.throughoutInARow + 1 : 0;
    this.against = look?.refuted ? this.against + (look.oldDie ? 2 : 1) : 0;
    if (this.throughoutInARow >= 2 || this.inARow >= 3) this.on = true;
    else if (this.against >= 2) this.on = false;
  }
}

class BacklogLatch {
  on = false;
  private inARow = 0;
  private against = 0;

  update(wait: QueueWait | undefined): void {
    this.inARow = wait?.growing ? this.inARow + 1 : 0;
    const healthy = wait === undefined || wait.waitRatio < 1.1 || wait.drained;
    this.against = healthy ? this.against + 1 : 0;
    if (this.inARow >= 3) this.on = true;
    else if (this.against >= 2) this.on = false;
  }
}
