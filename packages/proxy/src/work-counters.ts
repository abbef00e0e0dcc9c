import { count } from '@heaptide/agent';
import type { ExchangeEvents } from './exchange/exchange-context.js';
import type { SessionEnd, SessionEvents } from './sessions/session-store.js';

const COUNTER_OF: Readonly<Record<SessionEnd, string>> = {
  deleted: 'sessions.deleted',
  expired: 'sessions.expired',
  evicted: 'sessions.evicted',
  lost: 'sessions.lost',
};

/**
 * Counts the work of a proxy for its heap profiles: `requests`, `sessions.created` and what became of them, and
 * `streams.open`. To be given to the proxy and its session table where profiles are taken, and to none else: a proxy that
 * is not watched counts nothing.
 */
export const workEvents: Required<Pick<ExchangeEvents, 'onExchange' | 'onStreamOpened' | 'onStreamClosed'>> &
  Required<SessionEvents> = {
  onExchange: () => count('requests'),
  onStreamOpened: () => count('streams.open'),
  onStreamClosed: () => count('streams.open', -1),
  onSessionCreated: () => count('sessions.created'),
  onSessionEnded: (end) => count(COUNTER_OF[end]),
};
