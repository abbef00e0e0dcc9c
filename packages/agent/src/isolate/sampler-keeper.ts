import type { CaptureGap } from '@heaptide/profile/write';
import { AllocationClock } from './allocation-clock.js';
import { heaptideMarksTheClock } from './mark-allocation-clock.js';
import { foreignInterval } from './foreign-interval.js';
import { IDLE_INTERVAL, IntervalGovernor, PROVISIONAL_INTERVAL } from './interval-governor.js';
import type { IntervalReason, SamplerState, SamplingProfile } from '../reading/heap-reading.js';
import type { Trees } from '../reading/packed-trees.js';
import type { V8Sampler } from './v8-sampler.js';

/** The keeper's settings and its ways out of this file. */
export interface SamplerKeeperOptions {
  readonly v8: V8Sampler;
  /** Mean bytes between two samples; `auto` leaves it to an {@link IntervalGovernor}. */
  readonly interval: number | 'auto';
  /** Frames kept per stack. */
  readonly depth: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Interval of a sampler that another user of the same add-on runs, where it can be asked. */
  readonly askForeignInterval: () => number | undefined;
}

/** What the inspector starts samplers with; others do not tell. */
const FOREIGN_DEPTH = 128;
const MAX_GAPS = 16;
/** What must live while samples are read. */
const alive: { marks: unknown } = { marks: undefined };

interface Run {
  readonly owner: SamplerState['owner'];
  readonly interval: number;
  readonly depth: number;
  /** V8 collects all garbage whenever it is read. */
  readonly collects: boolean;
  readonly reason: IntervalReason;
}

/**
 * Keeps V8's one sampler of this isolate running: one that somebody else started is read and left alone, one that
 * somebody else stopped is started again, and whatever was missed is on record as a gap.
 */
export class SamplerKeeper {
  readonly #options: SamplerKeeperOptions;
  readonly #clock = new AllocationClock();
  readonly #gaps: CaptureGap[] = [];
  #governor: IntervalGovernor | undefined;
  #run: Run | undefined;
  /** What to go back to while another interval holds for a while. */
  #usual: Pick<Run, 'interval' | 'reason'> | undefined;
  #lastSeen = 0;

  constructor(options: SamplerKeeperOptions) {
    this.#options = options;
  }

  /** Starts sampling, or finds that it runs already. */
  start(): void {
    const { v8, now } = this.#options;
    this.#lastSeen = now();
    if (v8.isRunning()) this.#adopt();
    else this.#startOwn(this.#firstInterval());
  }

  /** Looks whether the sampler still runs and starts it again if not. Cheap: no tree is read. */
  check(): void {
    if (this.#run === undefined) return;
    if (!this.#options.v8.isRunning()) this.#restart('somebody else stopped the sampler');
    this.#lastSeen = this.#options.now();
  }

  /** Has the interval chosen anew if it is to be chosen and it is time for it. Reads the samples. */
  adjust(): void {
    if (this.#governor === undefined || this.#usual !== undefined || this.#run?.owner !== 'heaptide') return;
    this.#readSamples();
    const { interval } = this.#run;
    const choice = this.#governor.look(this.#options.now(), this.#clock.latest, interval);
    if (choice === undefined) return;
    const reason: IntervalReason = { asked: 'auto', rate: Math.round(choice.rate), text: choice.reason };
    if (choice.interval === interval) this.#run = { ...this.#run, reason };
    else {
      const why = `the sampling interval was changed from ${interval} to ${choice.interval} bytes`;
      this.#begin(why, { interval: choice.interval, reason });
    }
  }

  /**
   * Forgets all samples, with `why` on record, and goes on: with `interval`, which then holds until the next call, or
   * without one as before. `false` where the sampler is somebody else's, and is left alone.
   */
  startAnew(why: string, interval: number | undefined): boolean {
    this.#readSamples();
    if (this.#run?.owner !== 'heaptide') return false;
    const usual = this.#usual ?? { interval: this.#run.interval, reason: this.#run.reason };
    this.#usual = interval === undefined ? undefined : usual;
    const reason: IntervalReason = { asked: this.#options.interval, text: 'as asked for a while' };
    this.#begin(why, interval === undefined ? usual : { interval, reason });
    return true;
  }

  /**
   * Reads both trees, `afterCollection` or not. They belong together only when no task runs in between, so this must stay
   * synchronous.
   */
  read({ afterCollection = false }: { readonly afterCollection?: boolean } = {}): Trees {
    if (afterCollection) alive.marks = heaptideMarksTheClock(this.#run?.interval ?? 0);
    // The samples first: what reading the sizes allocates must not stand in this capture as live.
    const profile = this.#readSamples();
    alive.marks = undefined;
    const sizes = this.#options.v8.readSizes();
    return sizes === undefined ? { profile } : { profile, sizes };
  }

  /** Stops a sampler that is ours. */
  stop(): void {
    if (this.#run?.owner === 'heaptide') this.#options.v8.stop();
    this.#run = undefined;
  }

  /** @throws when the sampler was not started. */
  get state(): SamplerState {
    if (this.#run === undefined) throw new Error('the sampler does not run');
    const { base, latest } = this.#clock;
    return {
      ...this.#run,
      native: this.#options.v8.native,
      clock: latest,
      clockBase: base,
      gaps: this.#gaps,
    };
  }

  #readSamples(): SamplingProfile {
    if (this.#run === undefined) throw new Error('the sampler does not run');
    const { v8, now } = this.#options;
    let profile = v8.readSamples();
    if (profile === undefined) {
      this.#restart('somebody else stopped the sampler');
      profile = v8.readSamples();
      if (profile === undefined)
        throw new Error('the sampler was stopped by somebody else and does not start again');
    }
    if (!this.#clock.continues(profile.samples)) {
      this.#record('somebody else stopped the sampler and started one of their own');
      this.#clock.beginRun();
      this.#adopt();
    }
    this.#learnInterval(profile);
    this.#clock.observe(profile.samples, this.#run.interval);
    this.#lastSeen = now();
    return profile;
  }

  /** Takes the sampler for somebody else's. */
  #adopt(): void {
    const { v8, askForeignInterval } = this.#options;
    const told = askForeignInterval();
    const interval = told ?? foreignInterval(v8.readSamples()?.samples ?? []);
    const text =
      told === undefined
        ? 'another tool runs the sampler; told from its samples'
        : 'another tool runs the sampler';
    this.#run = {
      owner: 'foreign',
      interval,
      depth: FOREIGN_DEPTH,
      // Only the inspector starts samplers that collect, and it is the one that does not tell its interval.
      collects: told === undefined,
      reason: { asked: this.#options.interval, text },
    };
  }

  /** A foreign sampler that does not tell its interval gives it away by its samples, the better the more there are. */
  #learnInterval({ samples }: SamplingProfile): void {
    const run = this.#run!;
    if (run.owner !== 'foreign' || !run.collects) return;
    const interval = foreignInterval(samples);
    if (interval >= run.interval) return;
    if (this.#clock.latest > this.#clock.base) {
      this.#record('the interval of the sampler that another tool runs became known');
      this.#clock.beginRun();
    }
    this.#run = { ...run, interval };
  }

  #startOwn({ interval, reason }: Pick<Run, 'interval' | 'reason'>): void {
    const { v8, depth } = this.#options;
    v8.start(interval, depth);
    this.#run = { owner: 'heaptide', interval, depth, collects: !v8.native, reason };
  }

  #restart(why: string): void {
    this.#record(why);
    this.#clock.beginRun();
    // In place of somebody else's sampler comes ours as it was asked for.
    this.#startOwn(this.#run!.owner === 'heaptide' ? this.#run! : this.#firstInterval());
  }

  #firstInterval(): Pick<Run, 'interval' | 'reason'> {
    const { interval, now, v8 } = this.#options;
    if (interval !== 'auto') return { interval, reason: { asked: interval, text: 'as asked' } };
    if (!v8.native) {
      const text =
        'without the native add-on, looking at how fast the program allocates would collect its garbage';
      return { interval: IDLE_INTERVAL, reason: { asked: 'auto', text } };
    }
    this.#governor = new IntervalGovernor(now());
    const text = 'until the rate of allocation is known';
    return { interval: PROVISIONAL_INTERVAL, reason: { asked: 'auto', text } };
  }

  #begin(why: string, how: Pick<Run, 'interval' | 'reason'>): void {
    this.#options.v8.stop();
    this.#record(why);
    this.#clock.beginRun();
    this.#startOwn(how);
  }

  #record(reason: string): void {
    const from = new Date(this.#lastSeen).toISOString();
    const to = new Date(this.#options.now()).toISOString();
    if (this.#gaps.push({ from, to, reason }) > MAX_GAPS) this.#gaps.shift();
  }
}
