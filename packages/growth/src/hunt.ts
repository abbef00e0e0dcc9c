import { type Capture, type CaptureMetadata, HeaptideError } from '@heaptide/profile';
import type { CaptureFigures, GrowthReport, SiteReport } from './growth-report.js';
import { followSamples, NO_SAMPLES, type SampleColumns } from './live-samples.js';
import { judgeProcess } from './process-verdict.js';
import { type Reading, readingOf } from './reading.js';
import { SiteHistory } from './site-history.js';
import { SiteIndex } from './site-index.js';
import { judgeSite } from './site-verdict.js';
import { workClock } from './work-clock.js';

/** Readings that survival is judged over; beyond that every second one is dropped and rounds become twice as long. */
const MOST_ROUNDS = 64;
/** Captures that a report covers; beyond that every second one is left out. */
const MOST_CAPTURES = 240;

export interface HuntOptions {
  /** Work counter to divide growth by; chosen from the captures when absent. */
  readonly unit?: string;
}

/**
 * Takes the captures of one process in order and judges after each. Keeps counts, never samples, and at most
 * {@link MOST_ROUNDS} rounds and {@link MOST_CAPTURES} captures, so a hunt may go on for ever.
 */
export class Hunt {
  private readonly options: HuntOptions;
  private readonly index = new SiteIndex();
  private sites: SiteHistory[] = [];
  private captures: CaptureMetadata[] = [];
  private rounds: CaptureMetadata[] = [];
  private live: SampleColumns = NO_SAMPLES;
  /** Captures to a round, and captures seen since the last round. */
  private stride = 1;
  private sinceRound = 0;
  private seen = 0;

  constructor(options: HuntOptions = {}) {
    this.options = options;
  }

  /**
   * Adds the next capture of the series and judges all so far; where the sampler was interrupted since the capture before,
   * all since then, for what lived before is no longer known to live.
   * @throws {HeaptideError} `HT_E_MIXED_SERIES` for a capture of another process, of another life of it, or sampled
   * otherwise; and what {@link readingOf} throws. The hunt is then as it was before.
   */
  add(capture: Capture): GrowthReport {
    const reading = readingOf(capture, this.index);
    const previous = this.captures.at(-1);
    if (previous !== undefined) {
      checkSameSeries(previous, reading.metadata);
      if (isInterrupted(previous, reading.metadata)) this.beginAnew();
    }
    this.seen++;
    this.record(reading);
    if (reading.samples !== undefined && this.sinceRound++ % this.stride === 0) {
      this.judgeRound(reading.metadata, reading.samples);
    }
    const report = this.report();
    if (this.captures.length > MOST_CAPTURES) this.thinCaptures();
    return report;
  }

  private beginAnew(): void {
    this.sites = [];
    this.captures = [];
    this.rounds = [];
    this.live = NO_SAMPLES;
    this.stride = 1;
    this.sinceRound = 0;
    this.seen = 0;
  }

  private record({ metadata, sites }: Reading): void {
    for (let site = this.sites.length; site < this.index.frames.length; site++) {
      this.sites.push(new SiteHistory(this.captures.length));
    }
    this.captures.push(metadata);
    this.sites.forEach((history, site) => history.record(sites.get(site)));
  }

  private judgeRound(metadata: CaptureMetadata, samples: SampleColumns): void {
    this.rounds.push(metadata);
    const reading = this.rounds.length - 1;
    followSamples(this.live, samples, { reading, tableOf: (site) => this.sites[site]!.table });
    this.live = samples;
    const { done } = workClock(this.rounds, this.options.unit);
    for (const site of this.sites) site.judge(reading, done);
    if (reading === MOST_ROUNDS) this.halveRounds();
  }

  /** The newest round has an even number, as {@link CohortTable.halved} needs it. */
  private halveRounds(): void {
    this.rounds = this.rounds.filter((_, reading) => reading % 2 === 0);
    for (const site of this.sites) site.table = site.table.halved();
    this.live.cohort.forEach((cohort, i) => (this.live.cohort[i] = Math.ceil(cohort / 2)));
    this.stride *= 2;
    this.sinceRound = 1;
  }

  /** Their number is odd here, so the newest is kept. */
  private thinCaptures(): void {
    const kept = (_: unknown, i: number): boolean => i % 2 === 0;
    this.captures = this.captures.filter(kept);
    for (const site of this.sites) site.thin(kept);
  }

  private report(): GrowthReport {
    const captures = workClock(this.captures, this.options.unit);
    const { interval, exactSites } = this.captures.at(-1)!;
    const births = this.captures.every((capture) => capture.births);
    const liveSamples = new Int32Array(this.sites.length);
    for (const site of this.live.site) liveSamples[site]!++;
    const sites = this.sites.map((history, site): SiteReport => {
      const context = { interval, captures, births, liveSamples: liveSamples[site]! };
      return {
        ...this.index.frames[site]!,
        path: history.path,
        ...judgeSite(history, context),
        confirmed: history.standing.confirmed,
        inuseSpace: [...history.bytes],
        inuseObjects: [...history.objects],
        evidence: history.evidence(this.rounds.length - 1),
        retracted: history.standing.retracted,
        uncertainSite: exactSites !== true,
      };
    });
    const evidence = {
      captures: this.seen,
      births,
      collected: this.captures.every(({ gc }) => gc === 'forced'),
      suspects: this.sites.filter(({ standing }) => standing.suspected).length,
    };
    return {
      schema: 'heaptide.growth/1',
      ...judgeProcess(sites, evidence),
      unit: captures.unit,
      captures: this.captures.map(figuresOf),
      sites: sites.sort(byShareOfGrowth),
    };
  }
}

function checkSameSeries(before: CaptureMetadata, now: CaptureMetadata): void {
  const clash =
    before.pid !== now.pid || before.startedAt !== now.startedAt
      ? `process ${before.pid} started ${before.startedAt} and process ${now.pid} started ${now.startedAt}`
      : before.interval !== now.interval && !isInterrupted(before, now)
        ? `sampling intervals of ${before.interval} and ${now.interval} bytes`
        : before.exactSites !== now.exactSites
          ? 'captures with and without exact sites'
          : kindOf(before) !== kindOf(now)
            ? `${kindOf(before)} and ${kindOf(now)} memory`
            : before.thread !== now.thread
              ? 'captures of several threads'
              : Date.parse(now.time) < Date.parse(before.time)
                ? `a capture of ${now.time} after one of ${before.time}`
                : undefined;
  if (clash !== undefined) {
    throw new HeaptideError('HT_E_MIXED_SERIES', `these captures are not one series: ${clash}`);
  }
}

function kindOf({ kind = 'heap' }: CaptureMetadata): string {
  return kind;
}

/** Whether the sampler was stopped or set otherwise between the two. */
function isInterrupted(before: CaptureMetadata, now: CaptureMetadata): boolean {
  return now.gaps.some(({ to }) => Date.parse(to) > Date.parse(before.time));
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

function byShareOfGrowth(a: SiteReport, b: SiteReport): number {
  return (
    RANK[a.verdict] - RANK[b.verdict] ||
    b.slope.perSecond - a.slope.perSecond ||
    b.inuseSpace.at(-1)! - a.inuseSpace.at(-1)!
  );
}
