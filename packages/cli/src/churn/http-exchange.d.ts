import { type Agent } from 'node:http';
export interface HttpAnswer {
    readonly status: number;
    readonly contentType: string;
    readonly sessionId: string | undefined;
    readonly body: string;
}
export interface HttpExchange {
    readonly method: 'POST' | 'DELETE';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
}
/** Where requests of a load test go, and within what bounds. */
export interface HttpTarget {
    readonly url: URL;
    readonly agent: Agent;
    /** Bounds each exchange from its first byte to its last. */
    readonly timeoutMs: number;
    /** Once aborted, no request is begun any more. */
    readonly signal?: AbortSignal | undefined;
}
/** Sends one request and reads the whole answer. Rejects on a broken connection, a timeout or too long a body. */
export declare function exchange(target: HttpTarget, { method, headers, body }: HttpExchange): Promise<HttpAnswer>;
//# sourceMappingURL=http-exchange.d.ts.map