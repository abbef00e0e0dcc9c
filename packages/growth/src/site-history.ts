import { CohortTable } from './cohort-table.js';
import type { Evidence, Frame } from './growth-report.js';
import { type Look, lookAt } from './look.js';
import { type QueueWait, measureQueueWait } from './queue-wait.js';
import type { SiteFigures } from './reading.js';
import { SiteStanding } from './site-standing.js';

/** All that a hunt remembers of one site. */
export class SiteHistory {
  /** Live bytes and objects, one figure per capture of the hunt. */
  bytes: number[];
  objects: number[];
  readonly standing = new SiteStanding();
  table = new CohortTable();
  path: readonly Frame[] = [];
  look: Look | undefined;
  wait: QueueWait | undefined;
  /** Captures since the site was first seen, that one included. */
  age = 0;

  constructor(capturesBefore: number) {
    this.bytes = new Array<number>(capturesBefore).fill(0);
    this.objects = new Array<number>(capturesBefore).fill(0);
  }

  /** Enters what a capture shows of the site; `undefined` when it shows nothing. */
  record(figures: SiteFigures | undefined): void {
    this.bytes.push(figures?.bytes ?? 0);
    this.objects.push(figures?.objects ?? 0);
    if (figures !== undefined) this.path = figures.path;
    this.age++;
  }

  /** Judges the site at reading `newest`; `work[r]` is the work done by reading `r`. */
  judge(newest: number, work: readonly number[]): void {
    this.look = lookAt(this.table, newest, work);
    this.wait = measureQueueWait(this.table, newest, work);
    this.standing.update(newest, this.look, this.wait);
  }

  /** Keeps the figures of those captures only. */
  thin(kept: (value: unknown, capture: number) => boolean): void {
    this.bytes = this.bytes.filter(kept);
    this.objects = this.objects.filter(kept);
  }

  /** Counts of samples up to reading `newest`. */
  evidence(newest: number): Evidence {
    let samples = 0;
    let alive = 0;
    for (let cohort = 0; cohort <= newest; cohort++) {
      samples += this.table.bornIn(cohort);
      alive += this.table.aliveIn(cohort);
    }
    return {
      samples,
      births: samples - this.table.bornIn(0) - this.table.bornIn(1),
      deaths: samples - alive,
      crossings: this.look?.crossing?.crossed ?? 0,
    };
  }
}
