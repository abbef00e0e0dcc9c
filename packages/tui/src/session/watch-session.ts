import { type GrowthReport, Hunt } from '@heaptide/growth';
import { type Capture, type CaptureMetadata, type CaptureSource, HeaptideError } from '@heaptide/targets';
import { boundReport } from './bounded-report.js';
import { type WatchClock, systemClock } from './watch-clock.js';
import type { Connection, WatchSeries, WatchState } from './watch-state.js';
import { untilAborted } from './until-aborted.js';

/** What a session asks of a {@link Hunt}. */
export interface CaptureJudge {
  add(capture: Capture): GrowthReport;
}

/** Where a capture stands among the others. */
export interface CapturePlace {
  /** Of the process, from 1. */
  readonly life: number;
  /** The connection was lost before it. */
  readonly afterGap: boolean;
}

export interface WatchSessionOptions {
  readonly source: CaptureSource;
  /** Milliseconds from the beginning of one capture to the beginning of the next. */
  readonly everyMs: number;
  /** Work counter to divide growth by. */
  readonly unit?: string;
  /** Asked after every capture; the session ends when it says so. */
  readonly stopWhen?: (report: GrowthReport) => boolean;
  readonly createHunt?: () => CaptureJudge;
  readonly clock?: WatchClock;
  /** Told of every capture once it has been judged, before the state changes. */
  readonly onCapture?: (capture: Capture, place: CapturePlace, report: GrowthReport) => void;
}

export interface WatchOutcome {
  /** Absent when the watch ended before the first capture. */
  readonly report?: GrowthReport;
  /** Captures taken in all, over every life of the process. */
  readonly captures: number;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** A target whose captures take longer than the interval is left alone for this share of it. */
const LEAST_PAUSE = 0.25;

/** Takes one capture after the other, judges them, and holds what they say. Draws nothing. */
export class WatchSession {
  readonly #options: WatchSessionOptions;
  readonly #clock: WatchClock;
  #createHunt: () => CaptureJudge;
  #everyMs: number;
  #life = 1;
  readonly #listeners = new Set<() => void>();
  #hunt: CaptureJudge;
  #series: WatchSeries = { captureCount: 0 };
  #held: { readonly series: WatchSeries; readonly total: number } | undefined;
  #connection: Connection;
  #captureAsked = false;
  #total = 0;
  #wake: AbortController | undefined;
  #state: WatchState;

  constructor(options: WatchSessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const { unit } = options;
    this.#everyMs = options.everyMs;
    this.#createHunt = options.createHunt ?? (() => new Hunt(unit === undefined ? {} : { unit }));
    this.#hunt = this.#createHunt();
    this.#connection = { state: 'connecting', since: this.#clock.now() };
    this.#state = this.#snapshot();
  }

  /** Calls `listener` after every change of the state; the answer ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The state; the same object until it changes. */
  readonly getSnapshot = (): WatchState => this.#state;

  /**
   * Captures until `signal` aborts or `stopWhen` is satisfied. May be called once.
   * @throws {HeaptideError} when the very first capture fails; later failures are shown and tried again.
   */
  async run(signal: AbortSignal): Promise<WatchOutcome> {
    let failures = 0;
    while (!signal.aborted) {
      const began = this.#clock.now();
      const result = await this.#attempt(signal);
      if (result === 'aborted' || result === 'satisfied') break;
      failures = result === 'failed' ? failures + 1 : 0;
      const pause = failures > 0 ? this.#backOff(failures) : this.#untilNext(began);
      await this.#sleep(pause, signal);
    }
    return this.#outcome();
  }

  /** Ends the present pause between two captures; without effect while one is under way. */
  captureNow(): void {
    if (this.#captureAsked) return;
    this.#captureAsked = true;
    this.#changed();
    this.#wake?.abort();
  }

  /** Time between two captures, from the next on, which a shorter one does not wait for. */
  setEvery(ms: number): void {
    const isFaster = ms < this.#everyMs;
    this.#everyMs = ms;
    this.#changed();
    if (isFaster) this.#wake?.abort();
  }

  /** Goes on with a judge that has seen the same captures, or some of them, and says `report` of them. */
  judgeWith(judge: CaptureJudge, report: GrowthReport, createHunt: () => CaptureJudge): void {
    this.#hunt = judge;
    this.#createHunt = createHunt;
    this.#series = { ...this.#series, report: boundReport(report) };
    if (this.#held !== undefined) this.#held = { ...this.#held, series: this.#series, total: this.#total };
    this.#changed();
  }

  /** Lets the state's series stand still while captures go on. */
  hold(): void {
    this.#held ??= { series: this.#series, total: this.#total };
    this.#changed();
  }

  release(): void {
    this.#held = undefined;
    this.#changed();
  }

  async #attempt(signal: AbortSignal): Promise<'taken' | 'satisfied' | 'failed' | 'aborted'> {
    const { source, stopWhen } = this.#options;
    try {
      const capture = await untilAborted(source.capture({ gc: true, signal }), signal);
      if (capture === undefined) return 'aborted';
      const report = this.#add(capture);
      return stopWhen?.(report) === true ? 'satisfied' : 'taken';
    } catch (error) {
      if (signal.aborted) return 'aborted';
      if (!(error instanceof HeaptideError) || this.#total === 0) throw error;
      this.#lose(error.message);
      return 'failed';
    } finally {
      this.#captureAsked = false;
    }
  }

  #add(capture: Capture): GrowthReport {
    const now = this.#clock.now();
    const { metadata } = capture;
    if (this.#total === 0) checkUnit(this.#options.unit, metadata);
    const { judged, reason } = this.#judge(capture);
    const report = boundReport(judged);
    const restarted = reason !== undefined;
    const captureCount = restarted ? 1 : this.#series.captureCount + 1;
    const wasLost = this.#connection.state === 'lost';
    const isBack = wasLost && !restarted;
    if (lifeChange(this.#series.latest, metadata) !== undefined) this.#life++;
    this.#options.onCapture?.(capture, { life: this.#life, afterGap: wasLost }, report);
    this.#series = {
      ...(restarted ? { restart: { at: now, reason } } : this.#series),
      ...(isBack ? { interruption: { from: this.#connection.since, to: now, captureCount } } : {}),
      report,
      receivedAt: now,
      captureCount,
      ...(metadata === undefined ? {} : { latest: metadata }),
    };
    this.#total++;
    if (this.#connection.state !== 'live') this.#connection = { state: 'live', since: now };
    this.#captureAsked = false;
    this.#changed();
    return report;
  }

  /** Judges a capture, in a new hunt where it cannot be one series with those before, for the `reason` given. */
  #judge(capture: Capture): { judged: GrowthReport; reason?: string } {
    const reason = lifeChange(this.#series.latest, capture.metadata);
    if (reason !== undefined) return { judged: this.#judgeAnew(capture), reason };
    try {
      return { judged: this.#hunt.add(capture) };
    } catch (error) {
      if (!(error instanceof HeaptideError) || error.code !== 'HT_E_MIXED_SERIES') throw error;
      return { judged: this.#judgeAnew(capture), reason: error.message };
    }
  }

  #judgeAnew(capture: Capture): GrowthReport {
    this.#hunt = this.#createHunt();
    return this.#hunt.add(capture);
  }

  #lose(reason: string): void {
    const since = this.#connection.state === 'lost' ? this.#connection.since : this.#clock.now();
    this.#connection = { state: 'lost', since, reason };
  }

  #backOff(failures: number): number {
    const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    this.#connection = { ...this.#connection, retryAt: this.#clock.now() + pause };
    this.#changed();
    return pause;
  }

  #untilNext(began: number): number {
    const everyMs = this.#everyMs;
    return Math.max(everyMs - (this.#clock.now() - began), everyMs * LEAST_PAUSE);
  }

  async #sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const wake = new AbortController();
    const abort = () => wake.abort();
    signal.addEventListener('abort', abort, { once: true });
    this.#wake = wake;
    await this.#clock.sleep(ms, wake.signal);
    this.#wake = undefined;
    signal.removeEventListener('abort', abort);
  }

  #outcome(): WatchOutcome {
    const { report } = this.#series;
    return { captures: this.#total, ...(report === undefined ? {} : { report }) };
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of [...this.#listeners]) listener();
  }

  #snapshot(): WatchState {
    return {
      ...(this.#held?.series ?? this.#series),
      name: this.#options.source.name,
      everyMs: this.#everyMs,
      connection: this.#connection,
      paused: this.#held !== undefined,
      queued: this.#held === undefined ? 0 : this.#total - this.#held.total,
      captureAsked: this.#captureAsked,
    };
  }
}

/** @throws {HeaptideError} `HT_E_USAGE` for a work counter that the process does not have. */
function checkUnit(unit: string | undefined, metadata: CaptureMetadata | undefined): void {
  if (unit === undefined || unit === 'second' || metadata === undefined || unit in metadata.work) return;
  const there = Object.keys(metadata.work).sort().join(', ') || 'none';
  throw new HeaptideError(
    'HT_E_USAGE',
    `the process has no work counter "${unit}" for --unit; there are: ${there}`,
  );
}

function lifeChange(
  before: CaptureMetadata | undefined,
  now: CaptureMetadata | undefined,
): string | undefined {
  if (before === undefined || now === undefined) return undefined;
  if (before.pid === now.pid && before.startedAt === now.startedAt) return undefined;
  return `the process restarted (pid ${before.pid}, now ${now.pid})`;
}
