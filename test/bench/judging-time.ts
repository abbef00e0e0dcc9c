import { Hunt } from '@heaptide/growth';
import type { Capture } from '@heaptide/profile';
import { heapAfterCollection } from './heap-after-collection.js';
import { GrowthCaptures, type ServiceShape } from './growth-captures.js';
import { SiteTotals } from './site-totals.js';
import { type Cost, Stopwatch } from './stopwatch.js';

/** What judging one series took. */
export interface JudgingTime {
  /** All captures, and one report at the end. */
  readonly series: Cost;
  /** One capture more, and its report. */
  readonly oneMore: Cost;
}

export interface JudgedSeries {
  readonly hunt: JudgingTime;
  readonly totals: JudgingTime;
  /** Of the last capture. */
  readonly samples: number;
  readonly sites: number;
  /** Sites that the hunt calls leaks, and sites whose totals have grown. */
  readonly leaks: number;
  readonly grown: number;
}

/**
 * Judges a series capture by capture, by survival and by totals, which take turns at going first. A capture is decoded just
 * before, once for each, outside of what is measured.
 */
export function measureJudging(shape: ServiceShape, captures: number): JudgedSeries {
  const source = new GrowthCaptures(shape);
  const hunt = new Hunt();
  const totals = new SiteTotals();
  const huntClock = new Stopwatch();
  const totalsClock = new Stopwatch();
  let samples = 0;
  const take = (turn: number): void => {
    const [capture, copy] = source.next(2) as [Capture, Capture];
    samples = capture.profile.samples.length;
    const steps = [
      () => huntClock.run(() => hunt.take(capture)),
      () => totalsClock.run(() => totals.take(copy.profile)),
    ];
    if (turn % 2 === 1) steps.reverse();
    for (const step of steps) step();
  };
  for (let turn = 0; turn < captures; turn++) take(turn);
  const report = huntClock.run(() => hunt.report());
  const grown = totalsClock.run(() => totals.report());
  const series = { hunt: huntClock.lap(), totals: totalsClock.lap() };

  take(captures);
  huntClock.run(() => hunt.report());
  totalsClock.run(() => totals.report());
  return {
    hunt: { series: series.hunt, oneMore: huntClock.lap() },
    totals: { series: series.totals, oneMore: totalsClock.lap() },
    samples,
    sites: report.sites.length,
    leaks: report.sites.filter(({ verdict }) => verdict === 'leak').length,
    grown: grown.length,
  };
}

/** Heap that a hunt holds after so many captures, in bytes. */
export function huntMemory(shape: ServiceShape, captures: number): number {
  const source = new GrowthCaptures(shape);
  const hunts = [new Hunt()];
  for (let taken = 0; taken < captures; taken++) hunts[0]!.take(source.next(1)[0]!);
  const withHunt = heapAfterCollection();
  hunts.length = 0;
  return withHunt - heapAfterCollection();
}
