import { setMaxListeners } from 'node:events';
import { Hunt } from '@heaptide/growth';
import {
  type CaptureMetadata,
  HeaptideError,
  type ReceivedCapture,
  type WatchedPod,
} from '@heaptide/targets';
import type { SeriesJudge } from '../../engine/engine-options.js';
import { systemClock, type WatchClock } from '../../session/watch-clock.js';
import type { Connection } from '../../session/watch-state.js';
import { judgeWorkload } from '../model/judge-workload.js';
import { type MergedSite, mergeSites } from '../model/merge-sites.js';
import type { EndedSeries, PodGrowth, PodRow, WorkloadState } from '../model/workload-state.js';
import { type CaptureOutcome, CaptureSchedule } from './capture-schedule.js';
import { hasNoAgent } from './no-agent.js';
import { NearLimit } from './near-limit.js';
import { PodSeries } from './pod-series.js';
import { untilAborted } from '../../session/until-aborted.js';
import { WakingSleep } from './waking-sleep.js';
import type { WorkloadEngine } from './workload-engine.js';
import type { WorkloadOptions } from './workload-options.js';

const AT_ONCE = 4;
const MOST_LISTENERS = 100;
const MOST_PODS = 200;
const MOST_HISTORY = 50;
/** The cluster measures about as often. */
const USAGE_EVERY_MS = 15_000;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** Sites, and what they were merged from. */
interface MergedGrowth {
  readonly growths: readonly PodGrowth[];
  readonly sites: readonly MergedSite[];
}

/** An engine in this thread. */
export class LocalWorkload implements WorkloadEngine {
  readonly #options: WorkloadOptions;
  readonly #clock: WatchClock;
  readonly #schedule: CaptureSchedule;
  readonly #series = new Map<string, PodSeries>();
  readonly #listeners = new Set<() => void>();
  /** Ended when there may be something to start. */
  readonly #pause: WakingSleep;
  readonly #underWay = new Set<Promise<void>>();
  readonly #closing = new Set<Promise<void>>();
  readonly #ending = new AbortController();
  #podCount = 0;
  #history: readonly EndedSeries[] = [];
  #endedCount = 0;
  #captureCount = 0;
  #receivedAt: number | undefined;
  #connection: Connection;
  #problem: string | undefined;
  /** Nobody can go on after that. */
  #failure: unknown;
  #merged: MergedGrowth = { growths: [], sites: [] };
  #held: WorkloadState | undefined;
  #state: WorkloadState;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    // Captures under way, each with listeners of its own: more than Node takes for a leak.
    setMaxListeners(MOST_LISTENERS, this.#ending.signal);
    this.#clock = options.clock ?? systemClock;
    this.#pause = new WakingSleep(this.#clock);
    this.#schedule = new CaptureSchedule({ everyMs: options.everyMs, atOnce: AT_ONCE });
    this.#connection = { state: 'connecting', since: this.#clock.now() };
    this.#state = this.#snapshot();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): WorkloadState => this.#state;

  async run(signal: AbortSignal): Promise<void> {
    const end = (): void => this.#end();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    const background = [this.#followPods(), this.#followUsage()];
    try {
      await this.#captureInTurn();
      await Promise.all(this.#underWay);
    } finally {
      this.#end();
      signal.removeEventListener('abort', end);
      await Promise.all(background);
    }
    if (this.#failure !== undefined) throw this.#failure as Error;
  }

  captureNow(key?: string): void {
    this.#schedule.hurry(key, this.#clock.now());
    this.#pause.wake();
  }

  hold(): void {
    this.#held ??= this.#state;
    this.#changed();
  }

  release(): void {
    this.#held = undefined;
    this.#changed();
  }

  async close(): Promise<readonly string[]> {
    this.#end();
    for (const series of this.#series.values()) this.#let(series);
    await Promise.all(this.#closing);
    await this.#options.source.close();
    return this.#options.closingNotes?.() ?? [];
  }

  get #isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  #end(): void {
    this.#ending.abort();
    this.#pause.wake();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#end();
  }

  async #captureInTurn(): Promise<void> {
    const { signal } = this.#ending;
    const { durationMs = Infinity } = this.#options;
    const endAt = this.#clock.now() + durationMs;
    while (!signal.aborted) {
      const now = this.#clock.now();
      if (now >= endAt) return;
      for (const key of this.#schedule.start(now)) this.#start(this.#series.get(key)!);
      const pause = this.#schedule.untilNext(now) ?? Infinity;
      await this.#pause.sleep(Math.min(pause, endAt - now), signal);
    }
  }

  #start(series: PodSeries): void {
    series.begin();
    const capturing = this.#capture(series).then((outcome) => {
      this.#underWay.delete(capturing);
      this.#schedule.finish(series.pod.key, outcome, this.#clock.now());
      this.#changed();
      this.#pause.wake();
    });
    this.#underWay.add(capturing);
    this.#changed();
  }

  async #capture(series: PodSeries): Promise<CaptureOutcome> {
    const { signal } = this.#ending;
    try {
      const received = await untilAborted(series.process.receive({ gc: true, signal }), signal);
      // Its life may have ended meanwhile, and then it is told of already.
      if (received === undefined || !this.#has(series)) return 'taken';
      await this.#take(series, received);
      return 'taken';
    } catch (error) {
      if (signal.aborted || !this.#has(series)) return 'failed';
      if (!(error instanceof HeaptideError)) {
        this.#fail(error);
        return 'failed';
      }
      const isForGood = hasNoAgent(error, series.row);
      series.fail(error.message, { hasNoAgent: isForGood });
      return isForGood ? 'no-agent' : 'failed';
    }
  }

  async #take(series: PodSeries, received: ReceivedCapture): Promise<void> {
    const { mapCapture, unit } = this.#options;
    const { capture, bytes } = received;
    if (this.#captureCount === 0 && !this.#checkUnit(unit, capture.metadata)) return;
    const now = this.#clock.now();
    const before = series.take({ capture: mapCapture?.(capture) ?? capture, bytes }, now);
    if (before !== undefined) this.#remember(before);
    this.#captureCount++;
    this.#receivedAt = now;
    await this.#save(series, received);
  }

  async #save(series: PodSeries, received: ReceivedCapture): Promise<void> {
    const { save, captureNear } = this.#options;
    const { pod, memory } = series;
    try {
      await save?.write(received, { pod, directory: save.directory });
      const share = memory === undefined ? undefined : series.nearLimit?.reached(memory);
      if (captureNear === undefined || share === undefined) return;
      const path = await captureNear.write(received, { pod, directory: captureNear.directory });
      series.nearLimit?.saved(share);
      series.saved({ at: this.#clock.now(), share, path });
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      this.#problem = error.message;
    }
  }

  /** Whether work can be counted as was asked for; where it cannot, the watch is over. */
  #checkUnit(unit: string | undefined, metadata: CaptureMetadata | undefined): boolean {
    if (unit === undefined || unit === 'second' || metadata === undefined || unit in metadata.work)
      return true;
    const there = Object.keys(metadata.work).sort().join(', ') || 'none';
    const problem = `the pods have no work counter "${unit}" for --unit; there are: ${there}`;
    this.#fail(new HeaptideError('HT_E_USAGE', problem));
    return false;
  }

  async #followPods(): Promise<void> {
    let failures = 0;
    while (!this.#isOver) {
      const problem = await this.#readPods(() => (failures = 0));
      await this.#bear(problem, ++failures);
    }
  }

  /** Waits until the list may be read again; where it never could be, the watch is over. */
  async #bear(problem: unknown, failures: number): Promise<void> {
    if (this.#isOver) return;
    if (problem instanceof HeaptideError && this.#connection.state !== 'connecting')
      await this.#lose(problem.message, failures);
    else this.#fail(problem);
  }

  /** Reads the list until there is no more of it, and gives the reason. */
  async #readPods(onList: () => void): Promise<unknown> {
    try {
      for await (const pods of this.#options.source.pods(this.#ending.signal)) {
        onList();
        this.#sync(pods);
      }
      return new HeaptideError('HT_E_NO_CLUSTER', 'the list of pods ended');
    } catch (error) {
      return error;
    }
  }

  async #lose(reason: string, failures: number): Promise<void> {
    const now = this.#clock.now();
    const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    const since = this.#connection.state === 'lost' ? this.#connection.since : now;
    this.#connection = { state: 'lost', since, reason, retryAt: now + pause };
    this.#changed();
    await this.#clock.sleep(pause, this.#ending.signal);
  }

  #sync(pods: readonly WatchedPod[]): void {
    const now = this.#clock.now();
    if (this.#connection.state !== 'live') this.#connection = { state: 'live', since: now };
    this.#podCount = pods.length;
    const watched = new Map(pods.slice(0, MOST_PODS).map((pod) => [pod.key, pod]));
    for (const [key, series] of this.#series) if (!watched.has(key)) this.#endSeries(series, pods, now);
    for (const [key, pod] of watched) {
      const known = this.#series.get(key);
      if (known === undefined) this.#series.set(key, this.#newSeries(pod));
      else known.pod = pod;
      if (pod.state === 'running') this.#schedule.add(key, now);
      else this.#schedule.remove(key);
    }
    this.#changed();
    this.#pause.wake();
  }

  #newSeries(pod: WatchedPod): PodSeries {
    const { source, unit, createHunt, captureNear } = this.#options;
    return new PodSeries({
      pod,
      connect: (each) => source.connect(each),
      createHunt: (): SeriesJudge => createHunt?.(unit) ?? new Hunt(unit === undefined ? {} : { unit }),
      nearLimit: captureNear === undefined ? undefined : new NearLimit(captureNear.share),
    });
  }

  /** The next life of the same container knows how this one ended. */
  #endSeries(series: PodSeries, pods: readonly WatchedPod[], now: number): void {
    const { key, uid, container, restarts } = series.pod;
    const next = pods.find(
      (pod) => pod.uid === uid && pod.container === container && pod.restarts === restarts + 1,
    );
    const isStarted = pods.some((pod) => pod.uid === uid && pod.container === container);
    this.#series.delete(key);
    this.#schedule.remove(key);
    this.#remember(series.summary(isStarted ? 'restarted' : 'gone', now, next?.ending ?? series.pod.ending));
    this.#let(series);
  }

  #remember(ended: EndedSeries): void {
    this.#history = [ended, ...this.#history].slice(0, MOST_HISTORY);
    this.#endedCount++;
  }

  #let(series: PodSeries): void {
    const closing = series.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  #has(series: PodSeries): boolean {
    return this.#series.get(series.pod.key) === series;
  }

  async #followUsage(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      // A cluster that measures nothing is none that fails: the column is left to what the processes say.
      const usage = await untilAborted(this.#options.source.usage(signal), signal).catch(() => undefined);
      for (const series of this.#series.values()) {
        series.usage = usage?.get(series.pod.name);
        if (series.isNearByCluster) this.captureNow(series.pod.key);
      }
      if (usage !== undefined) this.#changed();
      await this.#clock.sleep(USAGE_EVERY_MS, signal);
    }
  }

  #changed(): void {
    this.#state = this.#snapshot();
    for (const listener of [...this.#listeners]) listener();
    if (!this.#ending.signal.aborted && this.#options.stopWhen?.(this.#state) === true) this.#end();
  }

  #snapshot(): WorkloadState {
    const now = this.#now();
    if (this.#held === undefined) return now;
    return {
      ...this.#held,
      connection: now.connection,
      paused: true,
      queued: now.captureCount - this.#held.captureCount,
    };
  }

  #now(): WorkloadState {
    const { source, everyMs, save } = this.#options;
    const pods = [...this.#series.values()].map(({ row }) => row).sort(byName);
    return {
      name: source.name,
      namespace: source.namespace,
      everyMs,
      connection: this.#connection,
      pods,
      podCount: this.#podCount,
      verdict: judgeWorkload(pods),
      sites: this.#sitesOf(pods),
      history: this.#history,
      endedCount: this.#endedCount,
      captureCount: this.#captureCount,
      ...(this.#receivedAt === undefined ? {} : { receivedAt: this.#receivedAt }),
      paused: false,
      queued: 0,
      savedIn: save?.directory,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  /** Merged anew only when some pod says something new. */
  #sitesOf(pods: readonly PodRow[]): readonly MergedSite[] {
    const growths = pods.flatMap(({ growth }) => growth ?? []);
    const before = this.#merged.growths;
    const isSame = growths.length === before.length && growths.every((growth, i) => growth === before[i]);
    if (!isSame) this.#merged = { growths, sites: mergeSites(growths) };
    return this.#merged.sites;
  }
}

function byName(a: PodRow, b: PodRow): number {
  return a.pod.name < b.pod.name ? -1 : a.pod.name > b.pod.name ? 1 : a.pod.key < b.pod.key ? -1 : 1;
}
