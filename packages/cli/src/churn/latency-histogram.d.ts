/** Durations in a fixed amount of memory: percentiles within 1 %, the maximum exact. */
export declare class LatencyHistogram {
    #private;
    record(milliseconds: number): void;
    get max(): number;
    /** The duration that a share of `quantile` (0 to 1) does not exceed; 0 while nothing is recorded. */
    percentile(quantile: number): number;
}
//# sourceMappingURL=latency-histogram.d.ts.map