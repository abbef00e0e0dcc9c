/** Codes of JSON-RPC 2.0 and of MCP, for what a proxy answers in the upstream's place. */
export const JsonRpcCode = {
  invalidRequest: -32600,
  /** The first of the range that JSON-RPC leaves to implementations. */
  serverError: -32000,
  sessionNotFound: -32001,
  /** A header and the body contradict each other (MCP 2026-07-28). */
  headerMismatch: -32020,
} as const;

export interface JsonRpcError {
  readonly code: number;
  readonly message: string;
  /** JSON text of the request's id, echoed as it stands. Without one the key is left out: strict clients refuse null. */
  readonly id?: string | undefined;
}

/** The body of an answer that reports an error, as JSON text. */
export function jsonRpcError({ code, message, id }: JsonRpcError): string {
  const error = JSON.stringify({ code, message });
  return id === undefined
    ? `{"jsonrpc":"2.0","error":${error}}`
    : `{"jsonrpc":"2.0","id":${id},"error":${error}}`;
}
