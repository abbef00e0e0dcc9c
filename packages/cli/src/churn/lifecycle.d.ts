import { type HttpTarget } from './http-exchange.js';
/**
 * One whole MCP session: initialize, notifications/initialized, tools/list, tools/call echo twice, DELETE. Every answer
 * is checked; `tag` makes the echoed texts this lifecycle's own.
 * @throws {Error} at the first answer that is wrong, naming the step; the session is ended even so.
 */
export declare function runLifecycle(target: HttpTarget, tag: string): Promise<void>;
//# sourceMappingURL=lifecycle.d.ts.map