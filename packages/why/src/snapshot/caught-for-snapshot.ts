import type { Origin } from '../probe/canaries.js';
import type { ProcessFacts } from '../probe/process-reads.js';

/** An object that the site made and that lives, by the id that the snapshot has for it. */
export interface LivingObject {
  readonly id: number;
  readonly origin: Origin;
  /** Name of the variable, of a local one. Hostile text. */
  readonly name: string;
  /** Number of the call that made it. */
  readonly call: number;
}

/** What was caught at a site before a heap snapshot was taken, and lives in it. */
export interface CaughtForSnapshot {
  readonly process: ProcessFacts;
  readonly calls: number;
  /** Objects, and those of them that were alive once garbage was collected. */
  readonly caught: number;
  readonly alive: number;
  /** Without any that is alive no snapshot was taken. */
  readonly isTaken: boolean;
  readonly living: readonly LivingObject[];
  /** The function whose objects were caught, where that is a caller of the site. */
  readonly caughtAt?: { readonly file: string; readonly line: number };
  /** How long after the last was caught it was looked what is alive. */
  readonly watchedMs: number;
  readonly cost: SnapshotCost;
}

/** What it cost the process. */
export interface SnapshotCost {
  readonly totalMs: number;
  readonly pauses: number;
  readonly longestPauseMs: number;
  readonly pausedMs: number;
  /** How long the main thread stood still for the snapshot, until its last byte had come. */
  readonly stoppedMs: number;
  /** Calls of the inspector. */
  readonly calls: number;
}

/** What may be asked after the snapshot, as long as its ids hold. */
export interface LiveObjects {
  /** How many entries the objects with these ids have now; `undefined` for what has none or is gone. */
  sizesOf(ids: readonly number[]): Promise<readonly (number | undefined)[]>;
  /** How many of the living objects are still alive, once garbage was collected. */
  countAlive(): Promise<number>;
}
