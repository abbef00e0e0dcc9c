import { HeapInquiry } from './heap-inquiry.js';
import type { MemoryGauge } from './memory-gauge.js';
import { PollPace } from './poll-pace.js';
import { Watermarks } from './watermarks.js';

/** V8 collects garbage before it gives up and has a signal of its own for that, so the heap can be looked at less often. */
const REST_MS = 250;
const UNKNOWN_MS = 10_000;

/** The main isolate's heap, bytes. */
export interface HeapUsage {
  readonly used: number;
  readonly limit: number;
}

/** Watches the main isolate's heap rise to V8's limit, by way of the resident memory of the process. */
export class HeapWatch {
  readonly #gauge: Pick<MemoryGauge, 'rss'>;
  readonly #inquiry = new HeapInquiry();
  readonly #marks = new Watermarks();
  readonly #pace = new PollPace();
  #nextStep: number | undefined;

  constructor(gauge: Pick<MemoryGauge, 'rss'>) {
    this.#gauge = gauge;
  }

  /** The step that fires next on a rise, in percent; `undefined` above the last one and while no limit is known. */
  get nextStep(): number | undefined {
    return this.#nextStep;
  }

  /** Whether the heap is to be asked for now, which counts as done, and when to look again. */
  look(now: number): { readonly ask: boolean; readonly waitMs: number } {
    const rss = this.#gauge.rss();
    if (rss === undefined) return { ask: false, waitMs: UNKNOWN_MS };
    const ask = this.#inquiry.due(rss, now);
    const distance = this.#inquiry.distance(rss);
    return { ask, waitMs: this.#pace.next({ usage: rss, distance, restMs: REST_MS }, now) };
  }

  /** The step that was passed, in percent, by the heap's answer. */
  learn({ used, limit }: HeapUsage, now: number): number | undefined {
    this.#inquiry.learn(limit);
    const step = this.#marks.observe(used, limit, now);
    this.#nextStep = this.#marks.next(used, limit);
    return step;
  }
}
