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
export declare function runChurn(options: ChurnOptions): Promise<ChurnResult>;
//# sourceMappingURL=run-churn.d.ts.map