import { Agent } from 'node:http';
import type { HttpTarget } from './http-exchange.js';
import { LatencyHistogram } from './latency-histogram.js';
import { runLifecycle } from './lifecycle.js';

const MAX_ERROR_SAMPLES = 5;

export interface ChurnOptions {
  /** The MCP endpoint, an http: URL. */
  readonly url: URL;
  /** Lifecycles to count. */
  readonly sessions: number;
  /** Lifecycles under way at a time. */
  readonly workers: number;
  /** Lifecycles before counting begins. */
  readonly warmup: number;
  /** Bounds every single request. */
  readonly timeoutMs: number;
  /** Ends the run early; what was under way is not counted. */
  readonly signal?: AbortSignal;
  /** Called after each counted lifecycle, failed or not. */
  readonly onProgress?: (done: number) => void;
}

export interface ChurnResult {
  /** Lifecycles that went well from end to end, warm-up not counted. */
  readonly lifecycles: number;
  /** Lifecycles that failed, those of the warm-up included: a failure is one whenever it comes. */
  readonly errors: number;
  /** Messages of the first failures, without repetition. */
  readonly errorSamples: readonly string[];
  /** Length of the counted part. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of whole lifecycles that went well. */
  readonly latencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
}

/** Puts an MCP server under load with whole session lifecycles and checks every answer. */
export async function runChurn(options: ChurnOptions): Promise<ChurnResult> {
  const { url, workers, timeoutMs, signal } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: workers, noDelay: true });
  const stop = () => agent.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  const run = new ChurnRun({ url, agent, timeoutMs, signal }, workers);
  try {
    await run.phase('warm-up', options.warmup);
    const startedAt = performance.now();
    await run.phase('session', options.sessions, options.onProgress);
    return run.result((performance.now() - startedAt) / 1000);
  } finally {
    signal?.removeEventListener('abort', stop);
    agent.destroy();
  }
}

class ChurnRun {
  readonly #target: HttpTarget;
  readonly #workers: number;
  readonly #errorSamples = new Set<string>();
  #latency = new LatencyHistogram();
  #lifecycles = 0;
  #errors = 0;

  constructor(target: HttpTarget, workers: number) {
    this.#target = target;
    this.#workers = workers;
  }

  /** Runs `count` lifecycles and keeps the figures of these only, but every error. */
  async phase(name: string, count: number, onProgress?: (done: number) => void): Promise<void> {
    this.#latency = new LatencyHistogram();
    this.#lifecycles = 0;
    let started = 0;
    let done = 0;
    const work = async () => {
      while (started < count && this.#target.signal?.aborted !== true) {
        started += 1;
        await this.#lifecycle(`${name} ${started}`);
        done += 1;
        onProgress?.(done);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.#workers, count) }, work));
  }

  result(seconds: number): ChurnResult {
    const latency = this.#latency;
    return {
      lifecycles: this.#lifecycles,
      errors: this.#errors,
      errorSamples: [...this.#errorSamples],
      seconds,
      perSecond: seconds === 0 ? 0 : this.#lifecycles / seconds,
      latencyMs: {
        p50: latency.percentile(0.5),
        p95: latency.percentile(0.95),
        p99: latency.percentile(0.99),
        max: latency.max,
      },
    };
  }

  async #lifecycle(tag: string): Promise<void> {
    const startedAt = performance.now();
    try {
      await runLifecycle(this.#target, tag);
    } catch (error) {
      if (this.#target.signal?.aborted === true) return;
      this.#errors += 1;
      if (this.#errorSamples.size < MAX_ERROR_SAMPLES) this.#errorSamples.add((error as Error).message);
      return;
    }
    this.#lifecycles += 1;
    this.#latency.record(performance.now() - startedAt);
  }
}
