import type { SessionTable } from './session-table.js';

export interface ObservedRequest {
  readonly method: string;
  readonly sessionId: string | undefined;
  /** Whether the body is a JSON-RPC `initialize`; asked only where the answer depends on it. */
  isInitialize(): boolean;
}

export interface ObservedAnswer {
  readonly status: number;
  readonly sessionId: string | undefined;
}

export interface SessionTracker {
  readonly sessions: SessionTable;
  /** Called once for each session that begins. */
  readonly onSession: () => void;
}

/**
 * Applies an answer to the table and returns the id of the session it belongs to, if that one goes on.
 *
 * A session begins with the 2xx answer to an initialize request and with nothing else: servers repeat the id on other
 * answers, even on that to a DELETE, and a late answer must not bring back what has ended. It ends with a DELETE
 * answered 2xx, and with any answer of 404, by which a server says that it does not know the session. Any other answer
 * to a DELETE, a 500 or a 405, leaves it alive.
 */
export function observeAnswer(
  tracker: SessionTracker,
  request: ObservedRequest,
  answer: ObservedAnswer,
): string | undefined {
  const { sessions } = tracker;
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (request.sessionId !== undefined) {
    if (answer.status === 404 || (request.method === 'DELETE' && isSuccess)) {
      sessions.drop(request.sessionId);
      return undefined;
    }
    return sessions.touch(request.sessionId) ? request.sessionId : undefined;
  }
  if (request.method !== 'POST' || !isSuccess || answer.sessionId === undefined) return undefined;
  if (!request.isInitialize()) return undefined;
  if (sessions.create(answer.sessionId)) tracker.onSession();
  return answer.sessionId;
}
