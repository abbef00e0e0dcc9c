import type { ResponseHead } from '../http/response-head.js';
import { isSessionId, SESSION_HEADER } from '../sessions/session-id.js';

const EVENT_STREAM = /^text\/event-stream\s*(?:;|$)/i;

export function isEventStream({ fields }: ResponseHead): boolean {
  const type = fields.first('content-type');
  return type !== undefined && EVENT_STREAM.test(type);
}

/** The one valid session id of an answer; a repeated field names no session. */
export function sessionIdIn({ fields }: ResponseHead): string | undefined {
  const index = fields.names.indexOf(SESSION_HEADER);
  if (index === -1 || fields.names.includes(SESSION_HEADER, index + 1)) return undefined;
  const id = fields.valueAt(index);
  return isSessionId(id) ? id : undefined;
}
