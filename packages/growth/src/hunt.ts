import { type Capture, type CaptureMetadata, HeaptideError } from '@heaptide/profile';
import type { CaptureFigures, Expectation, GrowthReport, SiteReport } from './growth-report.js';
import { huntClock } from './hunt-clock.js';
import type { ComparableReport } from './lock-step.js';
import { MemoryTrack } from './memory-track.js';
import { offHeapGrowth } from './off-heap.js';
import { outlookOf } from './outlook.js';
import { judgeProcess } from './process-verdict.js';
import { profileRows } from './sample-rows.js';
import { steadyGrowth } from './steady-growth.js';
import { checkSameSeries, isInterrupted } from './series-rules.js';
import { workClock } from './work-clock.js';

/** Readings that survival is judged over; beyond that every second one is dropped and rounds become twice as long. */
const MOST_ROUNDS = 64;
/** Captures that a report covers; beyond that every second one is left out. */
const MOST_CAPTURES = 240;
/** What the used heap must have grown by to speak against a clean verdict. */
const HEAP_GROWTH = { bytes: 512 * 1024, share: 0.05 };

export interface HuntOptions {
  /** Work counter to divide growth by; chosen from the captures when absent. */
  readonly unit?: string;
  /** Sites that are known to be bounded: predicted and held against the limits instead of being called leaks. */
  readonly expectations?: readonly Expectation[];
}

/**
 * Takes the captures of one process in order and judges after each. Keeps counts, and of samples only the live ones, and
 * at most {@link MOST_ROUNDS} rounds and {@link MOST_CAPTURES} captures, so a hunt may go on for ever.
 */
export class Hunt {
  private readonly options: HuntOptions;
  private heap = new MemoryTrack('heap');
  /** Absent until a capture holds external memory. */
  private external: MemoryTrack | undefined;
  private captures: CaptureMetadata[] = [];
  private rounds: CaptureMetadata[] = [];
  /** Captures to a round, and captures seen since the last round. */
  private stride = 1;
  private sinceRound = 0;
  private seen = 0;

  constructor(options: HuntOptions = {}) {
    this.options = options;
  }

  /** {@link take}, then {@link report}. */
  add(capture: Capture): GrowthReport {
    this.take(capture);
    return this.report();
  }

  /**
   * Takes the next capture of the series; where the sampler was interrupted since the capture before, all begins anew, for
   * what lived before is no longer known to live.
   * @throws {HeaptideError} `HT_E_NO_METADATA` for a profile that heaptide did not write, `HT_E_NO_SUCH_TYPE` for one that
   * is no heap profile, `HT_E_MIXED_SERIES` for a capture of another process, of another life of it, or sampled
   * otherwise. The hunt is then as it was before.
   */
  take({ profile, metadata }: Capture): void {
    if (metadata === undefined) {
      throw new HeaptideError(
        'HT_E_NO_METADATA',
        'the profile carries no heaptide metadata, so it cannot be part of a series',
      );
    }
    const rows = profileRows(profile);
    const previous = this.captures.at(-1);
    if (previous !== undefined) {
      checkSameSeries(previous, metadata);
      if (isInterrupted(previous, metadata)) this.beginAnew();
    }
    if (this.captures.length > MOST_CAPTURES) this.thinCaptures();
    this.seen++;
    const isRound = metadata.births && this.sinceRound++ % this.stride === 0;
    if (isRound) this.rounds.push(metadata);
    const round = isRound ? this.rounds.length - 1 : undefined;
    this.heap.record(profile, rows.heap, round);
    if (metadata.externalInterval !== undefined)
      this.external ??= new MemoryTrack('external', this.captures.length);
    this.external?.record(profile, rows.external, round);
    this.captures.push(metadata);
    if (round !== undefined) this.judgeRound(round);
  }

  private beginAnew(): void {
    this.heap = new MemoryTrack('heap');
    this.external = undefined;
    this.captures = [];
    this.rounds = [];
    this.stride = 1;
    this.sinceRound = 0;
    this.seen = 0;
  }

  private get tracks(): readonly MemoryTrack[] {
    return this.external === undefined ? [this.heap] : [this.heap, this.external];
  }

  private judgeRound(round: number): void {
    const clock = huntClock(this.rounds, this.options.unit);
    for (const track of this.tracks) track.judge(round, clock);
    if (round === MOST_ROUNDS) this.halveRounds();
  }

  /** The newest round has an even number, as {@link MemoryTrack.halve} needs it. */
  private halveRounds(): void {
    this.rounds = this.rounds.filter((_, reading) => reading % 2 === 0);
    for (const track of this.tracks) track.halve();
    this.stride *= 2;
    this.sinceRound = 1;
  }

  /** Their number is odd here, so the newest is kept. */
  private thinCaptures(): void {
    const kept = (_: unknown, i: number): boolean => i % 2 === 0;
    this.captures = this.captures.filter(kept);
    for (const track of this.tracks) track.thin(kept);
  }

  /** Every capture was read right after a forced collection. */
  private get areCollected(): boolean {
    return this.captures.every(({ gc }) => gc === 'forced');
  }

  /** Bytes of used heap per unit, where every capture was read after a collection and they rise without an end. */
  private heapGrowth(done: readonly number[]): number | undefined {
    if (!this.areCollected) return undefined;
    const used = this.captures.map(({ heapUsed }) => heapUsed);
    return steadyGrowth(used, done, HEAP_GROWTH);
  }

  /** What the captures so far come to; there must be one. */
  report(): GrowthReport {
    const captures = workClock(this.captures, this.options.unit);
    const newest = this.captures.at(-1)!;
    const { interval, exactSites } = newest;
    const births = this.captures.every((capture) => capture.births);
    const readings = births ? huntClock(this.rounds, this.options.unit) : undefined;
    const { expectations = [] } = this.options;
    const series = {
      captures,
      readings,
      interval,
      exactSites: exactSites === true,
      expectations,
      newest,
      readingAt: readingsAt(this.captures, this.rounds),
    };
    const sites = this.tracks
      .flatMap((track) => track.report(series))
      .sort(byShareOfGrowth)
      .map(({ report }) => report);
    const outlook = outlookOf(sites, newest);
    const offHeap = offHeapGrowth(this.captures, captures, sites);
    const evidence = {
      captures: this.seen,
      births,
      offHeap,
      interval,
      heapUsed: newest.heapUsed,
      unit: captures.unit,
      watched: captures.done.at(-1)! - captures.done[0]!,
      heapPerUnit: unexpected(this.heapGrowth(captures.done), sites),
      collected: this.areCollected,
      suspects: this.tracks.reduce((sum, track) => sum + track.suspects(expectations), 0),
    };
    return {
      schema: 'heaptide.growth/1',
      ...judgeProcess(sites, evidence),
      unit: captures.unit,
      captures: this.captures.map(figuresOf),
      ...(outlook === undefined ? {} : { outlook }),
      ...(offHeap === undefined ? {} : { offHeap }),
      sites,
    };
  }
}

/** Growth of the heap that the sites of which it is expected do not explain; `undefined` where they explain half of it. */
function unexpected(perUnit: number | undefined, sites: readonly SiteReport[]): number | undefined {
  if (perUnit === undefined) return undefined;
  const expected = sites.reduce((sum, { expected, slope }) => sum + (expected?.holds ? slope.perUnit : 0), 0);
  return expected >= perUnit / 2 ? undefined : perUnit - expected;
}

/** For each capture the index of the newest round by then, -1 for none. */
function readingsAt(captures: readonly CaptureMetadata[], rounds: readonly CaptureMetadata[]): number[] {
  let round = -1;
  return captures.map(({ time }) => {
    while (round + 1 < rounds.length && rounds[round + 1]!.time <= time) round++;
    return round;
  });
}

function figuresOf({ time, work, gc, heapUsed, heapLimit, rss, external }: CaptureMetadata): CaptureFigures {
  return { time, work, gc, heapUsed, heapLimit, rss, external };
}

const RANK: Record<SiteReport['verdict'], number> = {
  leak: 0,
  backlog: 1,
  growing: 2,
  bounded: 3,
  new: 3,
  flat: 3,
  shrinking: 3,
};

function byShareOfGrowth(a: ComparableReport, b: ComparableReport): number {
  return (
    RANK[a.report.verdict] - RANK[b.report.verdict] ||
    b.report.slope.perSecond - a.report.slope.perSecond ||
    b.inUse - a.inUse
  );
}
