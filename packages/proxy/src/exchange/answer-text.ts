import type { ResponseHead } from '../http/response-head.js';
import { SESSION_HEADER } from '../sessions/session-id.js';

/** Fields that concern the connection to the upstream alone. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

export interface ClientAnswer {
  /** `chunks` passes on or adds chunk framing, `as declared` leaves what the upstream says, `close` ends with the connection. */
  readonly framing: 'chunks' | 'as declared' | 'close';
  /** Session id in place of the upstream's. */
  readonly sessionId: string | undefined;
  /** Value of Connection and what belongs to it. */
  readonly connectionLines: string;
}

/** Head of an answer as the client gets it, with the empty line that ends it. */
export function answerText(head: ResponseHead, answer: ClientAnswer): string {
  const { names, lines } = head.fields;
  const { named } = head.connection;
  let text = `HTTP/1.1 ${head.status} ${head.reason}\r\n`;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    if (LEFT_OUT.has(name) || named?.has(name) === true) continue;
    if (name === 'content-length' && (answer.framing !== 'as declared' || isNeverFramed(head.status)))
      continue;
    if (name === 'trailer' && answer.framing !== 'chunks') continue;
    if (name === SESSION_HEADER && answer.sessionId !== undefined)
      text += `Mcp-Session-Id: ${answer.sessionId}\r\n`;
    else text += `${lines[index]!}\r\n`;
  }
  if (answer.framing === 'chunks') text += 'Transfer-Encoding: chunked\r\n';
  return `${text}${answer.connectionLines}\r\n`;
}

/** Answers that must not say how long a body they do not have is (RFC 9110 section 8.6). */
function isNeverFramed(status: number): boolean {
  return status < 200 || status === 204;
}

/** An interim answer, without what concerns the connection. */
export function interimText(head: ResponseHead): string {
  return answerText(head, { framing: 'as declared', sessionId: undefined, connectionLines: '' });
}
