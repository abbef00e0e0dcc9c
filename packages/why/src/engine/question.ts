import { setTimeout as sleep } from 'node:timers/promises';
import { HeaptideError } from '@heaptide/profile/error';
import type { WhyQuestion, WhyStep } from '../ask-why.js';
import type { WorkCounts } from '../probe/probe.js';
import type { ProcessFacts } from '../probe/process-reads.js';
import type { SurveyFacts } from '../probe/survey-facts.js';
import type { CallMeter } from './call-meter.js';
import { catchAtSite, Catcher, type CatchOptions, type Caught } from './catcher.js';
import { freeMemory } from './free-memory.js';
import { judge, type Judgement, type Look } from './judge.js';
import type { WhyLimits } from './limits.js';
import { ProbeClient } from './probe-client.js';
import { hasRoomForWeakMaps } from './room-for-weak-maps.js';
import { type Position, Scripts } from './scripts.js';
import { startOfSite } from './start-of-site.js';
import { Walker, type WalkOrder, type WalkOutcome } from './walker.js';

/** What a question came to, before it is put into words. */
export interface Findings {
  readonly process: ProcessFacts;
  readonly judgement: Judgement;
  /** Where objects were caught, where that is a caller of the site. */
  readonly caughtAt: { readonly file: string; readonly line: number } | undefined;
  readonly watchedMs: number;
  readonly pauses: readonly number[];
  readonly walks: readonly WalkOutcome[];
  readonly inspectorCalls: number;
  readonly collected: boolean;
}

/** A few that are found in a collection tell which; the walk need not go on. */
const ENOUGH = 3;
const SAME_FUNCTIONS = { inCollections: 12, elsewhere: 40, near: 400 };
/** What was caught has to be given time to die. */
const SURVIVAL_MS = 1200;
/** What is garbage has to be given time to be collected, where the process does that by itself. */
const COLLECTION_MS = 2000;
const COLLECTION_LOOK_MS = 250;
/** In a heap of that size a collection that nobody asked for takes no longer than the rest of the question. */
const SMALL_HEAP = 64 * 2 ** 20;
/** After a second walk, gaps between the looks at what it has met. */
const MORE_LOOKS = 2;
const MOST_CALLERS = 2;
/** A site that has not returned until then may be one that does not. */
const FIRST_WAIT_MS = 2000;
const THROW_WAIT_MS = 2000;
const MIB = 2 ** 20;

/** One question to one process, from the probe's coming to its leaving. */
export class Question {
  readonly #meter: CallMeter;
  readonly #limits: WhyLimits;
  readonly #asked: WhyQuestion;
  readonly #scripts: Scripts;
  readonly #walks: WalkOutcome[] = [];
  readonly #looks: Look[] = [];
  #probe: ProbeClient | undefined;
  #catcher: Catcher | undefined;
  #caughtAt = 0;
  #collected = false;
  #readsWeakMaps = false;
  #callers: readonly Position[] = [];
  #entered = 0;

  constructor(meter: CallMeter, limits: WhyLimits, asked: WhyQuestion) {
    this.#meter = meter;
    this.#limits = limits;
    this.#asked = asked;
    this.#scripts = new Scripts(meter);
  }

  async ask(): Promise<Findings> {
    this.#step('preparing');
    const probe = (this.#probe = await ProbeClient.install(this.#meter));
    const process = (await probe.run('process')) as ProcessFacts;
    requireMemory(process, this.#limits.freeMemory);
    this.#readsWeakMaps = hasRoomForWeakMaps(process);
    await probe.run('begin');
    await this.#enableDebugger();
    const site = startOfSite(this.#scripts, this.#asked.site);
    this.#catcher = new Catcher(this.#meter, probe, this.#scripts, this.#limits.pauseMs);
    const [judgement, at] = await this.#tryEach(site, process.heapUsed <= SMALL_HEAP);
    return {
      process,
      judgement,
      caughtAt: at === site ? undefined : { file: this.#scripts.urlOf(at.scriptId), line: at.lineNumber + 1 },
      watchedMs: performance.now() - this.#caughtAt,
      pauses: this.#catcher.pauses,
      walks: this.#walks,
      inspectorCalls: this.#meter.calls,
      collected: this.#collected,
    };
  }

  /** Leaves the process as it was. Never rejects. */
  async end(): Promise<void> {
    this.#meter.on('Debugger.paused', undefined);
    this.#meter.on('Debugger.scriptParsed', undefined);
    await this.#meter.call('Debugger.disable').catch(() => undefined);
    await this.#probe?.release();
  }

  /** Asks at the site itself, and where no object of it can be caught at what calls it. */
  async #tryEach(site: Position, mayCollect: boolean): Promise<[Judgement, Position]> {
    const places = [site];
    let first: Judgement | undefined;
    for (const at of places) {
      if (at !== site) await this.#startAnew();
      this.#step('catching');
      await (at === site ? this.#catchAtSite(site) : this.#catch(at, { waitMs: FIRST_WAIT_MS }));
      await this.#disableDebugger();
      const judgement = await this.#follow(at, mayCollect);
      first ??= judgement;
      // At a caller what it adds to may be for another that it calls: only what is found there tells of the site.
      const isFound = at === site || judgement.inHolder > 0;
      if (isFound && (judgement.holder !== null || judgement.chain !== null)) return [judgement, at];
      if (at !== site) continue;
      if (!judgement.mayBeElsewhere && this.#entered === 0) break;
      places.push(...this.#callers.slice(0, MOST_CALLERS));
      if (!this.#catcher!.hasPauseLeft) break;
    }
    return [
      this.#entered > 0 && first!.state === 'not-called' ? { ...first!, state: 'alive' } : first!,
      site,
    ];
  }

  async #catchAtSite(site: Position): Promise<void> {
    const waits = { returns: FIRST_WAIT_MS, 'entries and returns': Infinity, throws: THROW_WAIT_MS };
    await catchAtSite(
      (stopAt) => this.#catch(site, { stopAt, waitMs: waits[stopAt] }),
      () => this.#catcher!.hasPauseLeft,
    );
  }

  /** From what was caught to who keeps it. */
  async #follow(at: Position, mayCollect: boolean): Promise<Judgement> {
    const probe = this.#probe!;
    const { nodes, looks, gapMs } = this.#limits;
    const { inCollections, elsewhere } = SAME_FUNCTIONS;
    if (((await probe.run('calls')) as number) > 0) {
      this.#step('walking');
      const begin = ['walk', nodes, inCollections, elsewhere, this.#readsWeakMaps] as const;
      const { hasEnough } = await this.#walk({ begin, enough: ENOUGH });
      this.#step('looking');
      await this.#lookOften(looks);
      // What was found first may be what keeps a part of them, and does not grow.
      if (hasEnough && !(await this.#isFound())) {
        await this.#walk({ begin, enough: Infinity });
        await this.#lookOften(MORE_LOOKS);
      }
      await this.#followAgain(at);
    }
    await probe.run('dropRoots');
    this.#step('confirming');
    await this.#wait(Math.max(0, this.#caughtAt + SURVIVAL_MS - performance.now()));
    if (performance.now() - (this.#looks.at(-1)?.time ?? 0) < gapMs) await this.#wait(gapMs);
    await this.#look(true);
    while ((await probe.run('confirm', this.#limits.sliceMs)) === true) this.#asked.signal?.throwIfAborted();
    return this.#judgeAlive(mayCollect);
  }

  /** Knowing what grows, catches once more: where it went can be told by when it came. */
  async #followAgain(at: Position): Promise<void> {
    const probe = this.#probe!;
    const growing = (await probe.run('chooseGrowing')) as number;
    if (growing === 0 || (await this.#isFound())) return;
    this.#step('catching again');
    await this.#enableDebugger();
    await this.#catch(at, { stopAt: 'entries and returns' });
    await this.#disableDebugger();
    await this.#walkNear();
    if (await this.#isFound()) return;
    await this.#enableDebugger();
    await this.#followCalls(at);
    await this.#disableDebugger();
    await this.#walkNear();
  }

  /** Whether the holder can be told from what is known, if what was met there stays. */
  async #isFound(): Promise<boolean> {
    const { state } = judge(await this.#facts(true), this.#looks, this.#asked.unit);
    return state === 'held';
  }

  async #walkNear(): Promise<void> {
    const begin = ['walkNear', this.#limits.nodes, SAME_FUNCTIONS.near] as const;
    await this.#walk({ begin, enough: Infinity, ofNodeToo: true });
  }

  /** Of what stays seldom, some is among many calls. */
  async #followCalls(at: Position): Promise<void> {
    const { rareCatches: calls, waitMs } = this.#limits;
    const locals = (await this.#probe!.run('localNames')) as readonly string[];
    await this.#catcher!.followCalls(at, { calls, waitMs: waitMs / 2, locals, signal: this.#asked.signal });
    this.#caughtAt = performance.now();
  }

  /** Judges once what is garbage has been collected, as far as that can be had. */
  async #judgeAlive(mayCollect: boolean): Promise<Judgement> {
    const { unit, collect = false } = this.#asked;
    const judgeNow = async () => judge(await this.#facts(), this.#looks, unit);
    let judgement = await judgeNow();
    if (collect && judgement.state !== 'held') await this.#collect();
    else {
      const end = performance.now() + COLLECTION_MS;
      while (judgement.state === 'alive' && judgement.notCollected && performance.now() < end) {
        await this.#wait(COLLECTION_LOOK_MS);
        judgement = await judgeNow();
      }
      if (judgement.state !== 'alive' || judgement.objects === 0 || !mayCollect) return judgement;
      await this.#collect();
    }
    return judgeNow();
  }

  async #collect(): Promise<void> {
    await this.#probe!.endJob();
    await this.#meter.call('HeapProfiler.collectGarbage');
    this.#collected = true;
  }

  async #startAnew(): Promise<void> {
    await this.#probe!.run('release');
    await this.#probe!.run('begin');
    this.#looks.length = 0;
    await this.#enableDebugger();
  }

  async #catch(
    at: Position,
    {
      stopAt = 'returns',
      waitMs = this.#limits.waitMs,
    }: Partial<Pick<CatchOptions, 'stopAt' | 'waitMs'>> = {},
  ): Promise<Caught> {
    const { catches: calls } = this.#limits;
    const { signal } = this.#asked;
    const caught = await this.#catcher!.catchCalls(at, {
      calls,
      waitMs: Math.min(waitMs, this.#limits.waitMs),
      stopAt,
      signal,
    });
    signal?.throwIfAborted();
    this.#caughtAt = performance.now();
    if (this.#callers.length === 0) this.#callers = caught.callers;
    this.#entered += caught.entered;
    return caught;
  }

  /** `beforehand`: what was met in a collection counts as still in it, before that is looked for. */
  async #facts(beforehand = false): Promise<SurveyFacts> {
    return (await this.#probe!.run('facts', beforehand)) as SurveyFacts;
  }

  async #walk(order: WalkOrder): Promise<WalkOutcome> {
    const outcome = await this.#newWalker().walk(order);
    this.#walks.push(outcome);
    this.#asked.signal?.throwIfAborted();
    return outcome;
  }

  #newWalker(): Walker {
    return new Walker(this.#meter, this.#probe!, this.#scripts, this.#limits);
  }

  async #lookOften(gaps: number): Promise<void> {
    await this.#look(false);
    for (let i = 0; i < gaps; i++) {
      await this.#wait(this.#limits.gapMs);
      await this.#look(false);
    }
  }

  async #look(last: boolean): Promise<void> {
    await this.#newWalker().openAgain();
    const work = (await this.#probe!.run('look', last)) as WorkCounts;
    this.#looks.push({ time: performance.now(), work });
  }

  /** Only while calls are caught: code runs slower under a debugger, and each of our own calls would be told of. */
  async #enableDebugger(): Promise<void> {
    await this.#meter.call('Debugger.enable');
    await this.#meter.call('Debugger.setAsyncCallStackDepth', { maxDepth: 0 });
  }

  async #disableDebugger(): Promise<void> {
    await this.#meter.call('Debugger.disable');
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

function requireMemory(process: ProcessFacts, least: number): void {
  const free = freeMemory(process);
  if (free >= least) return;
  const [has, needs] = [free, least].map((bytes) => `${Math.floor(bytes / MIB)} MiB`);
  throw new HeaptideError('HT_E_WHY', `the process has ${has} free, and to ask takes up to ${needs}`);
}
