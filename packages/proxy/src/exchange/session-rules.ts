import type { MaybePromise } from '../maybe-promise.js';
import type { Session, SessionStore } from '../sessions/session-store.js';

/** An exchange at the moment when the head of its answer has come. */
export interface AnsweredExchange {
  readonly method: string;
  /** Whether the body of the request is a JSON-RPC `initialize`. */
  readonly isInitialize: boolean;
  /** The tracked session that the request named. */
  readonly session: Session | undefined;
  /** Under which the upstream was asked. */
  readonly target: string;
  readonly status: number;
  /** The session id that the answer carries. */
  readonly answerId: string | undefined;
  /** `address:port` of the upstream that answered. */
  readonly address: string;
  /** The body of the request, where it was kept. */
  body(): Buffer | undefined;
}

/**
 * Applies an answer to the store. Returns a promise where the answer should wait for it.
 *
 * A session begins with the 2xx answer to an initialize request and with nothing else: servers repeat the id on other
 * answers, even on that to a DELETE, and a late answer must not bring back what has ended. It ends with a DELETE answered
 * 2xx or 404, and with a 404 to anything else at its own endpoint, by which a server says that it does not know the session.
 * A 404 elsewhere is about another thing, and any other answer to a DELETE, a 500 or a 405, leaves the session alive.
 */
export function noteAnswer(store: SessionStore, exchange: AnsweredExchange): Promise<unknown> | undefined {
  const { method, isInitialize, session, status, answerId } = exchange;
  const isSuccess = status >= 200 && status < 300;
  if (isInitialize) {
    if (!isSuccess || answerId === undefined) return undefined;
    const { address, target } = exchange;
    return pending(store.create(answerId, { address, target, initialize: exchange.body() }));
  }
  if (session === undefined) return undefined;
  if (method === 'DELETE') {
    return isSuccess || status === 404 ? pending(store.drop(session.id, 'deleted')) : undefined;
  }
  const isLost = status === 404 && exchange.target === session.origin.target;
  return isLost ? pending(store.drop(session.id, 'lost')) : undefined;
}

function pending(outcome: MaybePromise<unknown>): Promise<unknown> | undefined {
  return outcome instanceof Promise ? outcome : undefined;
}
