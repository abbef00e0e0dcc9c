/** How a capture came out, as far as it decides about the next one. */
export type CaptureOutcome = 'taken' | 'failed' | 'no-agent';

export interface CaptureScheduleOptions {
  /** Milliseconds from one capture of a pod to its next. */
  readonly everyMs: number;
  /** Captures under way at a time. */
  readonly atOnce: number;
}

interface Turn {
  /** Where in every round its turn is, from 0 to 1. */
  readonly phase: number;
  dueAt: number;
  isUnderWay: boolean;
  failures: number;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** Where nothing serves captures, something may yet be switched on. */
const RARELY_MS = 60_000;
/** Steps of this share of a round come nowhere near each other, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Whose turn it is: every pod once a round, evenly spread over it, a new one at once, and never more at a time than the workload
 * is to bear. Knows no clock: it is told the time, in milliseconds.
 */
export class CaptureSchedule {
  readonly #options: CaptureScheduleOptions;
  readonly #turns = new Map<string, Turn>();
  #arrivals = 0;
  #underWay = 0;

  constructor(options: CaptureScheduleOptions) {
    this.#options = options;
  }

  add(key: string, now: number): void {
    if (this.#turns.has(key)) return;
    const phase = (this.#arrivals++ * GOLDEN) % 1;
    this.#turns.set(key, { phase, dueAt: now, isUnderWay: false, failures: 0 });
  }

  /** Its capture may still be under way, and counts as such until it is {@link finish}ed. */
  remove(key: string): void {
    this.#turns.delete(key);
  }

  /** Those whose turn it is, the longest overdue first; they are under way now. */
  start(now: number): readonly string[] {
    const due = [...this.#turns].filter(([, { dueAt, isUnderWay }]) => !isUnderWay && dueAt <= now);
    const started = due
      .sort(([, a], [, b]) => a.dueAt - b.dueAt)
      .slice(0, Math.max(0, this.#options.atOnce - this.#underWay));
    for (const [, turn] of started) turn.isUnderWay = true;
    this.#underWay += started.length;
    return started.map(([key]) => key);
  }

  /** To be told of every capture that was started, also of a pod that was removed meanwhile. */
  finish(key: string, outcome: CaptureOutcome, now: number): void {
    this.#underWay--;
    const turn = this.#turns.get(key);
    if (turn === undefined) return;
    turn.isUnderWay = false;
    turn.failures = outcome === 'failed' ? turn.failures + 1 : 0;
    turn.dueAt = now + this.#pause(turn, outcome, now);
  }

  /** Makes it the turn of one pod, or of all. */
  hurry(key: string | undefined, now: number): void {
    for (const [each, turn] of this.#turns)
      if (key === undefined || key === each) turn.dueAt = Math.min(turn.dueAt, now);
  }

  /** Milliseconds until something may be started; `undefined` where that takes the end of a capture, or another pod. */
  untilNext(now: number): number | undefined {
    if (this.#underWay >= this.#options.atOnce) return undefined;
    const due = [...this.#turns.values()].filter(({ isUnderWay }) => !isUnderWay).map(({ dueAt }) => dueAt);
    return due.length === 0 ? undefined : Math.max(0, Math.min(...due) - now);
  }

  #pause({ phase, failures }: Turn, outcome: CaptureOutcome, now: number): number {
    const { everyMs } = this.#options;
    if (outcome === 'no-agent') return Math.max(RARELY_MS, everyMs);
    if (outcome === 'failed') return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    // The turn of the next round, be it a little early or late: from then on rounds are of equal length.
    const soonest = now + everyMs / 2;
    return (Math.ceil(soonest / everyMs - phase) + phase) * everyMs - now;
  }
}
