import {
  combineEvents,
  type ExchangeEvents,
  RequestCounts,
  SessionCounts,
  type SessionEvents,
  workEvents,
} from '@heaptide/proxy';
import type { Logger } from './log/logger.js';
import { requestLog } from './log/request-log.js';
import { ProxyWatch } from './log/watch-proxy.js';

export interface ListenersWanted {
  /** Whether heap profiles are taken, which growth is divided by units of work for. */
  readonly isProfiled: boolean;
  readonly hasMetrics: boolean;
  readonly logger: Logger | undefined;
  readonly logsRequests: boolean;
}

/** Those who want to know what happens in a proxy, and what they are to be told by. */
export interface ProxyListeners {
  readonly requests: RequestCounts;
  readonly sessions: SessionCounts;
  /** Absent where nothing is logged. */
  readonly watch: ProxyWatch | undefined;
  readonly exchangeEvents: ExchangeEvents;
  readonly sessionEvents: SessionEvents;
}

/** Where somebody is not wanted, the proxy has nobody to tell. */
export function proxyListeners({
  isProfiled,
  hasMetrics,
  logger,
  logsRequests,
}: ListenersWanted): ProxyListeners {
  const requests = new RequestCounts();
  const sessions = new SessionCounts();
  const watch = logger === undefined ? undefined : new ProxyWatch(logger, sessions);
  const { onSessionCreated, onSessionEnded, ...workOfExchanges } = workEvents;
  return {
    requests,
    sessions,
    watch,
    exchangeEvents: combineEvents<ExchangeEvents>([
      ...(isProfiled ? [workOfExchanges] : []),
      ...(hasMetrics ? [{ onExchange: requests.onExchange }] : []),
      ...(watch === undefined ? [] : [watch.events]),
      ...(logger !== undefined && logsRequests ? [requestLog(logger)] : []),
    ]),
    sessionEvents: combineEvents<SessionEvents>([
      ...(isProfiled ? [{ onSessionCreated, onSessionEnded }] : []),
      ...(hasMetrics || watch !== undefined ? [sessions.events] : []),
    ]),
  };
}
