import { Agent } from 'node:http';
import { LatencyHistogram } from './latency-histogram.js';
import { runLifecycle } from './lifecycle.js';
const MAX_ERROR_SAMPLES = 5;
/** Puts an MCP server under load with whole session lifecycles and checks every answer. */
export async function runChurn(options) {
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
    }
    finally {
        signal?.removeEventListener('abort', stop);
        agent.destroy();
    }
}
class ChurnRun {
    #target;
    #workers;
    #errorSamples = new Set();
    #latency = new LatencyHistogram();
    #lifecycles = 0;
    #errors = 0;
    constructor(target, workers) {
        this.#target = target;
        this.#workers = workers;
    }
    /** Runs `count` lifecycles and keeps the figures of these only, but every error. */
    async phase(name, count, onProgress) {
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
    result(seconds) {
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
    async #lifecycle(tag) {
        const startedAt = performance.now();
        try {
            await runLifecycle(this.#target, tag);
        }
        catch (error) {
            if (this.#target.signal?.aborted === true)
                return;
            this.#errors += 1;
            if (this.#errorSamples.size < MAX_ERROR_SAMPLES)
                this.#errorSamples.add(error.message);
            return;
        }
        this.#lifecycles += 1;
        this.#latency.record(performance.now() - startedAt);
    }
}
//# sourceMappingURL=run-churn.js.map