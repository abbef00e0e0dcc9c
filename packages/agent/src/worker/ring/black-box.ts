import { CgroupWatch } from './cgroup-watch.js';
import { nextClockMoment } from './clock-schedule.js';
import { type HeapUsage, HeapWatch } from './heap-watch.js';
import type { MemoryGauge } from './memory-gauge.js';
import { type RingClock, systemClock } from './ring-clock.js';
import type { CapturedProfile, RingStore } from './ring-store.js';
import { type RingError, Trouble } from './trouble.js';

const DEFAULT_PERIOD_MS = 60_000;
/** Longer than a capture takes whose every question runs into its bound; a disk that takes longer has failed. */
const TAKE_BOUND_MS = 30_000;
const BUSY_MS = 100;
/** A wake-up costs more than a reading, so what is due soon is read along. */
const ALONG_MS = 25;

/** What a {@link BlackBox} needs. */
export interface BlackBoxOptions {
  readonly store: RingStore;
  /** Closed by `stop()`. */
  readonly gauge: Pick<MemoryGauge, 'cgroup' | 'rss' | 'close'>;
  /** Profiles of this moment; `trigger` goes into their metadata. */
  readonly capture: (trigger: string) => Promise<readonly CapturedProfile[]>;
  /** Interrupts the main isolate, so it is asked seldom. */
  readonly heapUsage: () => Promise<HeapUsage>;
  /** Time between captures by the clock, 60 s by default. The first ones come sooner. */
  readonly periodMs?: number;
  readonly clock?: RingClock;
}

/** What a person may want to know of the ring. */
export interface BlackBoxState {
  readonly directory: string;
  /** Files in the ring, of all lives. */
  readonly captures: number;
  readonly bytes: number;
  /** Percent of each limit at which the next capture is due; absent above the last step and without a limit. */
  readonly nextStep: { readonly cgroup?: number; readonly heap?: number };
  /** Of the files or of a capture. */
  readonly lastError?: RingError;
}

/** A capture that has been asked for while another was being taken. */
interface Waiting {
  trigger: string;
  readonly done: Promise<boolean>;
}

/**
 * Takes captures into the ring by the clock and whenever memory rises towards a limit, so that a process that is killed
 * leaves a series behind which ends shortly before. One capture is taken at a time; whatever asks for one meanwhile gets
 * the one after it, which carries the newest trigger. Runs from `start()` to `stop()`, and until then keeps the thread
 * alive that it runs in.
 */
export class BlackBox {
  readonly #options: BlackBoxOptions;
  readonly #clock: RingClock;
  readonly #periodMs: number;
  readonly #cgroup: CgroupWatch;
  readonly #heap: HeapWatch;
  readonly #trouble = new Trouble(() => undefined);
  #phase: 'new' | 'running' | 'stopped' = 'new';
  #startedAt = 0;
  #nextMoment = 0;
  #cgroupDueAt = 0;
  #heapDueAt = 0;
  #cancelPoll: () => void = () => undefined;
  #asking = false;
  #taking: Promise<boolean> | undefined;
  #waiting: Waiting | undefined;

  constructor(options: BlackBoxOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#periodMs = options.periodMs ?? DEFAULT_PERIOD_MS;
    this.#cgroup = new CgroupWatch(options.gauge);
    this.#heap = new HeapWatch(options.gauge);
  }

  get state(): BlackBoxState {
    const { store } = this.#options;
    const { nextStep: cgroup } = this.#cgroup;
    const { nextStep: heap } = this.#heap;
    const lastError = latest(store.lastError, this.#trouble.last);
    return {
      directory: store.directory,
      ...store.held,
      nextStep: { ...(cgroup === undefined ? {} : { cgroup }), ...(heap === undefined ? {} : { heap }) },
      ...(lastError === undefined ? {} : { lastError }),
    };
  }

  /** Begins. A second call does nothing. */
  start(): void {
    if (this.#phase !== 'new') return;
    this.#phase = 'running';
    this.#startedAt = this.#clock.now();
    this.#nextMoment = nextClockMoment(0, this.#periodMs);
    void this.#options.store.open();
    this.#poll();
  }

  /** Ends, after the capture that is being taken. */
  async stop(): Promise<void> {
    this.#phase = 'stopped';
    this.#cancelPoll();
    this.#options.gauge.close();
    await this.#taking;
  }

  /** Takes a capture as soon as may be. Resolves when it is on disk, or to `false` when it will not be. */
  takeNow(trigger: string): Promise<boolean> {
    if (this.#phase === 'stopped') return Promise.resolve(false);
    if (this.#waiting !== undefined) {
      this.#waiting.trigger = trigger;
      return this.#waiting.done;
    }
    if (this.#taking === undefined) return this.#take(trigger);
    const waiting = { trigger, done: this.#taking.then(() => this.#takeWaiting()) };
    this.#waiting = waiting;
    return waiting.done;
  }

  #poll(): void {
    const now = this.#clock.now();
    const wait = Math.min(this.#watchCgroup(now), this.#watchHeap(now), this.#watchClock(now));
    this.#cancelPoll = this.#clock.after(wait, () => this.#poll());
  }

  #watchClock(now: number): number {
    const elapsed = now - this.#startedAt;
    if (elapsed >= this.#nextMoment) {
      this.#nextMoment = nextClockMoment(elapsed, this.#periodMs);
      // A capture that is being taken does for this moment too.
      if (this.#taking === undefined) void this.takeNow('clock');
    }
    return this.#nextMoment - elapsed;
  }

  #watchCgroup(now: number): number {
    if (now >= this.#cgroupDueAt - ALONG_MS) {
      const { step, waitMs } = this.#cgroup.look(now);
      if (step !== undefined) void this.takeNow(`memory ${step} % of the cgroup limit`);
      this.#cgroupDueAt = now + waitMs;
    }
    return this.#cgroupDueAt - now;
  }

  #watchHeap(now: number): number {
    // The main isolate has been interrupted already.
    if (this.#asking || this.#taking !== undefined) return BUSY_MS;
    if (now >= this.#heapDueAt - ALONG_MS) {
      const { ask, waitMs } = this.#heap.look(now);
      if (ask) void this.#askHeap();
      this.#heapDueAt = now + waitMs;
    }
    return this.#heapDueAt - now;
  }

  async #askHeap(): Promise<void> {
    this.#asking = true;
    try {
      const usage = await this.#options.heapUsage();
      const step = this.#heap.learn(usage, this.#clock.now());
      if (step !== undefined) void this.takeNow(`heap ${step} % of the heap limit`);
    } catch (error) {
      this.#trouble.note('read the heap usage', error);
    } finally {
      this.#asking = false;
    }
  }

  #takeWaiting(): Promise<boolean> {
    const { trigger } = this.#waiting!;
    this.#waiting = undefined;
    return this.#phase === 'stopped' ? Promise.resolve(false) : this.#take(trigger);
  }

  #take(trigger: string): Promise<boolean> {
    this.#taking = this.#withinBound(this.#captureAndStore(trigger)).finally(() => {
      this.#taking = undefined;
    });
    return this.#taking;
  }

  async #captureAndStore(trigger: string): Promise<boolean> {
    try {
      const profiles = await this.#options.capture(trigger);
      return await this.#options.store.put(profiles, trigger);
    } catch (error) {
      this.#trouble.note('take a capture', error);
      return false;
    }
  }

  async #withinBound(stored: Promise<boolean>): Promise<boolean> {
    let cancel: (() => void) | undefined;
    const late = new Promise<boolean>((resolve) => {
      cancel = this.#clock.after(TAKE_BOUND_MS, () => {
        this.#trouble.note('take a capture', new Error(`it took longer than ${TAKE_BOUND_MS / 1000} s`));
        resolve(false);
      });
    });
    try {
      return await Promise.race([stored, late]);
    } finally {
      cancel?.();
    }
  }
}

function latest(a: RingError | undefined, b: RingError | undefined): RingError | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.time > b.time ? a : b;
}
