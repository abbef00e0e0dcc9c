import type { CaptureMetadata, LiveProcess, ReceivedCapture, WatchedPod } from '@heaptide/targets';
import type { SeriesJudge } from '../../engine/engine-options.js';
import { takeIntoSeries } from '../../engine/take-into-series.js';
import { CAPTURES_FOR_VERDICT } from '../../sites/captures-for-verdict.js';
import { podGrowth } from '../model/pod-growth.js';
import type { EndedSeries, PodGrowth, PodMemory, PodRow, PodStanding } from '../model/workload-state.js';
import type { NearLimit } from './near-limit.js';

export interface PodSeriesOptions {
  readonly pod: WatchedPod;
  readonly connect: (pod: WatchedPod) => LiveProcess;
  readonly createHunt: () => SeriesJudge;
  readonly nearLimit: NearLimit | undefined;
}

/** The captures of one life of one pod. Nothing of it goes into another. */
export class PodSeries {
  readonly #options: PodSeriesOptions;
  #pod: WatchedPod;
  #judge: SeriesJudge;
  #process: LiveProcess | undefined;
  #latest: CaptureMetadata | undefined;
  #growth: PodGrowth | undefined;
  #captureCount = 0;
  #receivedAt: number | undefined;
  #standing: PodStanding = 'waiting';
  #problem: string | undefined;
  #isCapturing = false;
  /** Bytes, as the cluster measures them. */
  #usage: number | undefined;
  #saved: PodRow['nearLimit'];
  #row: PodRow | undefined;

  constructor(options: PodSeriesOptions) {
    this.#options = options;
    this.#pod = options.pod;
    this.#judge = options.createHunt();
  }

  get pod(): WatchedPod {
    return this.#pod;
  }

  /** The cluster says something new of the same life. */
  set pod(pod: WatchedPod) {
    this.#pod = pod;
    this.#changed();
  }

  get nearLimit(): NearLimit | undefined {
    return this.#options.nearLimit;
  }

  /** What connects to the process; made when it is first asked for. */
  get process(): LiveProcess {
    return (this.#process ??= this.#options.connect(this.#pod));
  }

  set usage(bytes: number | undefined) {
    if (this.#usage === bytes) return;
    this.#usage = bytes;
    this.#changed();
  }

  /** A capture is under way. */
  begin(): void {
    this.#isCapturing = true;
    this.#changed();
  }

  /** The capture that was under way came to nothing, and nobody is to blame. */
  giveUp(): void {
    this.#isCapturing = false;
    this.#changed();
  }

  fail(problem: string, { hasNoAgent }: { readonly hasNoAgent: boolean }): void {
    this.#standing = hasNoAgent ? 'no-agent' : 'fails';
    this.#problem = problem;
    this.giveUp();
  }

  /**
   * Judges a capture. Where another process answers than before, what came before is over, and is given back.
   * @throws {HeaptideError} what a hunt throws; the series is then as it was before.
   */
  take({ capture }: ReceivedCapture, now: number): EndedSeries | undefined {
    const { judge, reason } = takeIntoSeries(this.#judge, capture, this.#options.createHunt);
    const before = reason === undefined ? undefined : this.summary('another-process', now);
    this.#judge = judge;
    this.#captureCount = reason === undefined ? this.#captureCount + 1 : 1;
    this.#latest = capture.metadata;
    this.#growth = podGrowth(judge.report());
    this.#receivedAt = now;
    this.#standing = 'answers';
    this.#problem = undefined;
    this.giveUp();
    return before;
  }

  saved(saved: PodRow['nearLimit']): void {
    this.#saved = saved;
    this.#changed();
  }

  /** What stays when this life is over. */
  summary(how: EndedSeries['how'], endedAt: number, ending = this.#pod.ending): EndedSeries {
    return {
      pod: this.#pod,
      endedAt,
      how,
      ...(ending === undefined || how === 'another-process' ? {} : { ending }),
      captureCount: this.#captureCount,
      ...(this.#growth === undefined ? {} : { growth: this.#growth }),
    };
  }

  /** The same object until something changes. */
  get row(): PodRow {
    return (this.#row ??= this.#makeRow());
  }

  close(): Promise<void> {
    return this.#process?.close() ?? Promise.resolve();
  }

  /** Against the limit, by who knows best. */
  get memory(): PodMemory | undefined {
    const { memoryLimit } = this.#pod;
    const { cgroup, rss } = this.#latest ?? {};
    if (cgroup !== undefined) return { used: cgroup.usage, limit: cgroup.limit, from: 'cgroup' };
    const limited = memoryLimit === undefined ? {} : { limit: memoryLimit };
    if (rss !== undefined) return { used: rss, ...limited, from: 'rss' };
    return this.#usage === undefined ? undefined : { used: this.#usage, ...limited, from: 'cluster' };
  }

  /** What the cluster measures is late, but may be ahead of a capture. */
  get isNearByCluster(): boolean {
    const { memoryLimit } = this.#pod;
    if (this.#usage === undefined || memoryLimit === undefined) return false;
    const memory: PodMemory = { used: this.#usage, limit: memoryLimit, from: 'cluster' };
    return this.nearLimit?.reached(memory) !== undefined;
  }

  #changed(): void {
    this.#row = undefined;
  }

  #makeRow(): PodRow {
    const { memory } = this;
    const latest = this.#latest;
    const growth = this.#growth;
    return {
      pod: this.#pod,
      standing: this.#pod.state === 'running' ? this.#standing : 'not-running',
      isCapturing: this.#isCapturing,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      captureCount: this.#captureCount,
      ...(this.#receivedAt === undefined ? {} : { receivedAt: this.#receivedAt }),
      ...(latest === undefined ? {} : { heapUsed: latest.heapUsed, heapLimit: latest.heapLimit }),
      ...(memory === undefined ? {} : { memory }),
      ...(growth === undefined ? {} : { growth }),
      isJudged:
        growth !== undefined &&
        (growth.verdict !== 'inconclusive' || this.#captureCount >= CAPTURES_FOR_VERDICT),
      ...(this.#saved === undefined ? {} : { nearLimit: this.#saved }),
    };
  }
}
