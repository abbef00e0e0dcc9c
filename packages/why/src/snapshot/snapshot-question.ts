import { setTimeout as sleep } from 'node:timers/promises';
import type { WhyQuestion, WhyStep } from '../ask-why.js';
import type { CallMeter } from '../engine/call-meter.js';
import { catchAtSite, Catcher, type CatchOptions, type Caught } from '../engine/catcher.js';
import type { WhyLimits } from '../engine/limits.js';
import { ProbeClient } from '../engine/probe-client.js';
import { textOf } from '../engine/remote-object.js';
import { type Position, Scripts } from '../engine/scripts.js';
import { startOfSite } from '../engine/start-of-site.js';
import type { ProcessFacts } from '../probe/process-reads.js';
import type { CanaryFacts, SurveyFacts } from '../probe/survey-facts.js';
import type { CaughtForSnapshot, LiveObjects, LivingObject, SnapshotCost } from './caught-for-snapshot.js';
import { requireRoom } from './require-room.js';

/** So many that a few which live by chance do not count. */
const CATCHES = 60;
/** What was caught has to be given time to die. */
const SURVIVAL_MS = 1200;
const MOST_CALLERS = 2;
/** What is soon to stand still for seconds may stop for longer than it else would. */
const PAUSE_MS = 300;
/** Ids that are asked for, each by a call. */
const MOST_LIVING = 240;
const COLLECT_MS = 60_000;
/** A large heap takes minutes, and V8 makes the whole graph before the first chunk. */
const SNAPSHOT_MS = 15 * 60_000;
const CHUNK = 'HeapProfiler.addHeapSnapshotChunk';

/** One question that is answered by a heap snapshot, from the probe's coming to its leaving. */
export class SnapshotQuestion implements LiveObjects {
  readonly #meter: CallMeter;
  readonly #limits: WhyLimits;
  readonly #asked: WhyQuestion;
  readonly #scripts: Scripts;
  readonly #started = performance.now();
  #probe: ProbeClient | undefined;
  #catcher: Catcher | undefined;
  #caughtAt = 0;
  #stoppedMs = 0;

  constructor(meter: CallMeter, limits: WhyLimits, asked: WhyQuestion) {
    this.#meter = meter;
    this.#limits = limits;
    this.#asked = asked;
    this.#scripts = new Scripts(meter);
  }

  async ask(onChunk: (chunk: string) => void): Promise<CaughtForSnapshot> {
    this.#step('preparing');
    const probe = (this.#probe = await ProbeClient.install(this.#meter));
    const process = (await probe.run('process')) as ProcessFacts;
    requireRoom(process);
    const callerAt = await this.#catch(probe);
    await this.#wait(Math.max(0, this.#caughtAt + SURVIVAL_MS - performance.now()));
    this.#step('collecting garbage');
    await this.#collect();
    const { calls, canaries } = await this.#facts();
    const objects = canaries.filter(({ isObject }) => isObject);
    const alive = objects.filter((canary) => canary.alive).length;
    const watchedMs = performance.now() - this.#caughtAt;
    if (alive > 0) await this.#takeSnapshot(onChunk);
    return {
      process,
      calls,
      caught: objects.length,
      alive,
      isTaken: alive > 0,
      living: alive > 0 ? await this.#living(canaries) : [],
      ...(callerAt === undefined
        ? {}
        : { caughtAt: { file: this.#scripts.urlOf(callerAt.scriptId), line: callerAt.lineNumber + 1 } }),
      watchedMs,
      cost: this.#cost(),
    };
  }

  async sizesOf(ids: readonly number[]): Promise<readonly (number | undefined)[]> {
    const sizes: (number | undefined)[] = [];
    for (const id of ids) {
      const objectId = await this.#probe!.takeHeapObject(id);
      const size = objectId === undefined ? undefined : await this.#probe!.runWith('sizeOf', { objectId });
      sizes.push(typeof size === 'number' ? size : undefined);
    }
    await this.#probe!.endStep();
    return sizes;
  }

  async countAlive(): Promise<number> {
    await this.#collect();
    const { canaries } = await this.#facts();
    return canaries.filter(({ isObject, alive }) => isObject && alive).length;
  }

  /** Leaves the process as it was. Never rejects. */
  async end(): Promise<void> {
    for (const event of ['Debugger.paused', 'Debugger.scriptParsed', CHUNK]) this.#meter.on(event, undefined);
    // With the profiler goes the table of ids, which every collection would have to keep up with.
    const methods = ['Debugger.disable', 'HeapProfiler.disable'];
    await Promise.all([
      ...methods.map((method) => this.#meter.call(method).catch(() => undefined)),
      this.#probe?.release(),
    ]);
  }

  /** Catches at the site, and where no object of it can be caught at what calls it; gives the caller then. */
  async #catch(probe: ProbeClient): Promise<Position | undefined> {
    await this.#meter.call('Debugger.enable');
    await this.#meter.call('Debugger.setAsyncCallStackDepth', { maxDepth: 0 });
    const site = startOfSite(this.#scripts, this.#asked.site);
    const pauseMs = this.#asked.limits?.pauseMs ?? PAUSE_MS;
    this.#catcher = new Catcher(this.#meter, probe, this.#scripts, pauseMs);
    const { callers } = await catchAtSite(
      (stopAt) => this.#catchAt(site, stopAt),
      () => this.#catcher!.hasPauseLeft,
    );
    let at = site;
    for (const caller of callers.slice(0, MOST_CALLERS)) {
      if ((await this.#hasObjects()) || !this.#catcher.hasPauseLeft) break;
      await probe.run('release');
      at = caller;
      await this.#catchAt(caller);
    }
    await this.#meter.call('Debugger.disable');
    return at === site ? undefined : at;
  }

  async #catchAt(at: Position, stopAt: CatchOptions['stopAt'] = 'returns'): Promise<Caught> {
    this.#step('catching');
    const { signal, limits } = this.#asked;
    const caught = await this.#catcher!.catchCalls(at, {
      calls: limits?.catches ?? CATCHES,
      waitMs: this.#limits.waitMs,
      stopAt,
      signal,
    });
    signal?.throwIfAborted();
    this.#caughtAt = performance.now();
    return caught;
  }

  async #hasObjects(): Promise<boolean> {
    const { canaries } = await this.#facts();
    return canaries.some(({ isObject }) => isObject);
  }

  async #takeSnapshot(onChunk: (chunk: string) => void): Promise<void> {
    this.#step('stopping for a heap snapshot');
    await this.#endJob();
    const { signal } = this.#asked;
    const failing = new AbortController();
    const ends = signal === undefined ? failing.signal : AbortSignal.any([signal, failing.signal]);
    this.#meter.on(CHUNK, ({ chunk }) => {
      if (ends.aborted) return;
      try {
        onChunk(textOf(chunk));
      } catch (error) {
        failing.abort(error);
      }
    });
    const began = performance.now();
    await this.#meter.call('HeapProfiler.enable');
    const taking = this.#meter.call('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, SNAPSHOT_MS);
    await unlessAborted(taking, ends);
    this.#stoppedMs = performance.now() - began;
    this.#meter.on(CHUNK, undefined);
  }

  /** The ids, which V8 has given in the snapshot. */
  async #living(canaries: readonly CanaryFacts[]): Promise<readonly LivingObject[]> {
    const objects = await this.#probe!.takeLiving(MOST_LIVING);
    const asking = objects.map(async ({ number, objectId }): Promise<LivingObject> => {
      const { heapSnapshotObjectId } = await this.#meter.call('HeapProfiler.getHeapObjectId', { objectId });
      const { origin, name, call } = canaries[number]!;
      return { id: Number(heapSnapshotObjectId), origin: origin, name, call };
    });
    const living = await Promise.all(asking);
    await this.#probe!.endStep();
    return living;
  }

  async #facts(): Promise<SurveyFacts> {
    return (await this.#probe!.run('facts', false)) as SurveyFacts;
  }

  /** Else the snapshot would show that our own reading holds what is alive. */
  async #endJob(): Promise<void> {
    // One job may go on for longer: then it shows that.
    await this.#probe!.endJob().catch(() => undefined);
  }

  async #collect(): Promise<void> {
    await this.#endJob();
    await this.#meter.call('HeapProfiler.collectGarbage', {}, COLLECT_MS);
  }

  #cost(): SnapshotCost {
    const pauses = this.#catcher?.pauses ?? [];
    return {
      totalMs: performance.now() - this.#started,
      pauses: pauses.length,
      longestPauseMs: Math.max(0, ...pauses),
      pausedMs: pauses.reduce((sum, ms) => sum + ms, 0),
      stoppedMs: this.#stoppedMs,
      calls: this.#meter.calls,
    };
  }

  async #wait(milliseconds: number): Promise<void> {
    const { signal } = this.#asked;
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  }

  #step(step: WhyStep): void {
    this.#asked.signal?.throwIfAborted();
    this.#asked.onStep?.(step);
  }
}

/** What it comes to, or the signal's reason as soon as that aborts. */
function unlessAborted<T>(coming: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
