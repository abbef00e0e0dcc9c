import type { RequestHead } from '../http/request-head.js';
import { SESSION_HEADER } from '../sessions/session-id.js';

/**
 * Fields that concern one connection (RFC 9110 section 7.6.1), and Host. Transfer-Encoding is not among them: chunks are
 * passed on as they come.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'upgrade',
]);

/** Methods that have no body unless they say so; any other without one says that its length is 0. */
const BODILESS_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

export interface UpstreamRequest {
  readonly target: string;
  readonly host: string;
  /** Session id in place of the client's; `undefined` leaves the client's away, `as it came` lets it pass. */
  readonly sessionId: string | undefined | { readonly asItCame: true };
  /** Lines to add, such as X-Forwarded-For. */
  readonly added: readonly string[];
  /** Whether a field is to be left out, besides those that always are. */
  strips(name: string): boolean;
}

export const SESSION_ID_AS_IT_CAME = { asItCame: true } as const;

/** Head of a request as the upstream gets it: lines as they came and in their order, but for those that are the proxy's. */
export function requestText(head: RequestHead, request: UpstreamRequest): string {
  const { names, lines } = head.fields;
  const { named } = head.connection;
  const { sessionId } = request;
  let text = `${head.method} ${request.target} HTTP/1.1\r\nHost: ${request.host}\r\n`;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    if (LEFT_OUT.has(name) || named?.has(name) === true || request.strips(name)) continue;
    if (name === SESSION_HEADER && sessionId !== SESSION_ID_AS_IT_CAME) {
      if (typeof sessionId === 'string') text += `Mcp-Session-Id: ${sessionId}\r\n`;
      continue;
    }
    text += `${lines[index]!}\r\n`;
  }
  if (
    head.body.by === 'none' &&
    !BODILESS_METHODS.has(head.method) &&
    !names.includes('content-length')
  ) {
    text += 'Content-Length: 0\r\n';
  }
  for (const line of request.added) text += `${line}\r\n`;
  return `${text}\r\n`;
}
