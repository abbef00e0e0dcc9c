const SMALLEST_MS = 0.01;
const STEP = 1.01;
/** Up to about 15 hours. */
const BUCKETS = 2_250;
/** Durations in a fixed amount of memory: percentiles within 1 %, the maximum exact. */
export class LatencyHistogram {
    #counts = new Uint32Array(BUCKETS);
    #total = 0;
    #max = 0;
    record(milliseconds) {
        const bucket = Math.ceil(Math.log(milliseconds / SMALLEST_MS) / Math.log(STEP));
        this.#counts[Math.min(BUCKETS - 1, Math.max(0, bucket))] += 1;
        this.#total += 1;
        this.#max = Math.max(this.#max, milliseconds);
    }
    get max() {
        return this.#max;
    }
    /** The duration that a share of `quantile` (0 to 1) does not exceed; 0 while nothing is recorded. */
    percentile(quantile) {
        const rank = Math.max(1, Math.ceil(quantile * this.#total));
        let seen = 0;
        for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
            seen += this.#counts[bucket];
            if (seen >= rank)
                return Math.min(this.#max, SMALLEST_MS * STEP ** bucket);
        }
        return 0;
    }
}
//# sourceMappingURL=latency-histogram.js.map