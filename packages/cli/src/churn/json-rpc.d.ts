import type { HttpAnswer } from './http-exchange.js';
/**
 * The result that an answer holds for the request with `id`, from a JSON body or from the events of a stream.
 * @throws {Error} naming what is wrong: another status, no such id, a JSON-RPC error, a body of another type.
 */
export declare function resultOf(answer: HttpAnswer, id: number): Record<string, unknown>;
/** @throws {Error} where the answer has none of the statuses. */
export declare function requireStatus(answer: HttpAnswer, ...expected: readonly number[]): void;
export declare function isRecord(value: unknown): value is Record<string, unknown>;
//# sourceMappingURL=json-rpc.d.ts.map