import { performance } from 'node:perf_hooks';
import type { ExternalReading } from '../../reading/external-reading.js';
import type { ExternalState } from '../../reading/heap-reading.js';
import type { Allocated, AllocationCount } from './allocation-count.js';
import { hookArrayBuffer } from './array-buffer-hook.js';
import { hookBuffer } from './buffer-hooks.js';
import { ByteCountdown } from './byte-countdown.js';
import { IntervalControl } from './interval-control.js';
import { LiveSamples } from './live-samples.js';
import { type StackCapture, stackCapture } from './stack-capture.js';

/** Settings of {@link ExternalSampler}; all have defaults. */
export interface ExternalSamplerOptions {
  /** Mean bytes between two samples, at the least: a busy thread gets a multiple, see {@link IntervalControl}. */
  readonly interval?: number;
  /** Frames kept per stack, at most 64. */
  readonly depth?: number;
  /** Live samples kept; what comes on top is only counted. */
  readonly maxSamples?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

interface Installed {
  readonly meter: Meter;
  readonly undo: readonly (() => void)[];
}

type Settings = Required<Omit<ExternalSamplerOptions, 'depth'>> & { readonly capture: StackCapture };

const INSTALLED = Symbol.for('heaptide.external-sampler');
const MAX_DEPTH = 64;
const MAX_STACKS = 4096;

/**
 * Attributes memory outside the JS heap, which V8's sampler does not see, to the lines that allocate it: hooks on Buffer
 * and ArrayBuffer sample by bytes, and the stack is taken only then. One per thread, in which it sees all that runs in
 * the main context.
 */
export class ExternalSampler {
  readonly #settings: Settings;
  #installed: Installed | undefined;
  #clock = 0;

  constructor(options: ExternalSamplerOptions = {}) {
    const { interval = 256 * 1024, depth = MAX_DEPTH, maxSamples = 20_000 } = options;
    const { now = performance.now.bind(performance), random = Math.random } = options;
    const capture = stackCapture(Math.min(depth, MAX_DEPTH));
    this.#settings = { interval, maxSamples, now, random, capture };
  }

  /** Starts sampling; `false` when this thread has a sampler already, be it from another copy of this package. */
  install(): boolean {
    if (INSTALLED in globalThis) return false;
    Object.defineProperty(globalThis, INSTALLED, { value: this, configurable: true });
    // A meter of its own, since hooks of an earlier time may still be around, under somebody else's.
    const meter = new Meter(this.#settings, this.#clock);
    this.#installed = { meter, undo: [...hookBuffer(meter), ...hookArrayBuffer(meter)] };
    meter.start();
    return true;
  }

  /**
   * Puts everything back and forgets all samples. A function that somebody else has wrapped since stays, and does
   * nothing any more.
   */
  uninstall(): void {
    if (this.#installed === undefined) return;
    const { meter, undo } = this.#installed;
    meter.stop();
    for (const restore of undo) restore();
    this.#clock = meter.clock;
    this.#installed = undefined;
    Reflect.deleteProperty(globalThis, INSTALLED);
  }

  /** How it stands, whether installed or not. Byte figures. */
  get state(): ExternalState {
    const meter = this.#installed?.meter;
    return meter?.state ?? { interval: this.#settings.interval, clock: this.#clock, live: 0 };
  }

  /** What was alive after the last full collection, and all that came since. @throws when it is not installed. */
  read(): ExternalReading {
    if (this.#installed === undefined) throw new Error('the external sampler is not installed');
    return this.#installed.meter.read();
  }
}

/** Takes the samples of one installation. */
class Meter extends ByteCountdown implements AllocationCount {
  readonly #settings: Settings;
  readonly #control: IntervalControl;
  readonly #live: LiveSamples;
  #notKept = 0;

  constructor(settings: Settings, clock: number) {
    super({ clock, random: settings.random });
    this.#settings = settings;
    this.#control = new IntervalControl(settings.interval, settings.now());
    this.#live = new LiveSamples({ samples: settings.maxSamples, stacks: MAX_STACKS });
  }

  start(): void {
    this.next(this.#control.interval);
  }

  /** Allocates nothing outside the heap itself, so it is never entered twice. */
  readonly due = (allocated: Allocated | undefined, bytes: number): void => {
    const { capture, now } = this.#settings;
    const sample = { size: bytes, interval: this.#control.interval, born: this.clock };
    try {
      this.next(this.#control.sampled(now(), bytes));
      if (allocated === undefined) return;
      if (!this.#live.add(allocated, sample, capture(this.due))) this.#notKept += 1;
    } catch {
      // The stack may be all but used up. The allocation has succeeded, and must not fail for our sake.
      this.#notKept += 1;
    }
  };

  get state(): ExternalState {
    return { interval: this.#control.interval, clock: this.clock, live: this.#live.liveBytes };
  }

  read(): ExternalReading {
    const before = this.#control.interval;
    const interval = this.#control.adapt(this.#settings.now());
    if (interval !== before) this.next(interval);
    return { interval, clock: this.clock, notKept: this.#notKept, ...this.#live.read() };
  }
}
