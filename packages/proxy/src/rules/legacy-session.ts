import { isSessionId } from '../sessions/session-id.js';

/** Query parameters in which the servers of both official SDKs put it. */
const PARAMETERS = ['sessionId=', 'session_id='] as const;

/**
 * The session id in the query of a legacy HTTP+SSE endpoint: of the URL that a server announces, and of the target
 * that its clients then send to. The first parameter of either name counts. It is not decoded, since clients send the
 * query back as they got it, and held to the same rule as the ids of Mcp-Session-Id.
 */
export function legacySessionOf(url: string): string | undefined {
  const mark = url.indexOf('?');
  if (mark === -1) return undefined;
  const fragment = url.indexOf('#');
  const end = fragment === -1 ? url.length : fragment;
  let start = mark + 1;
  while (start < end) {
    const next = url.indexOf('&', start);
    const past = next === -1 || next > end ? end : next;
    for (const name of PARAMETERS) {
      if (!url.startsWith(name, start)) continue;
      const id = url.slice(start + name.length, past);
      return isSessionId(id) ? id : undefined;
    }
    start = past + 1;
  }
  return undefined;
}
