import type { UpstreamPool } from '../connections/upstream-pool.js';
import type { UpstreamWatch } from '../pages/upstream-watch.js';
import type { HeaderRules } from '../rules/header-rules.js';
import type { SessionStore } from '../sessions/session-store.js';
import type { Admission } from './admission.js';
import type { HoldBudget } from './held-body.js';
import type { ExchangeCounts } from './exchange-counts.js';
import type { Recovery } from './recovery.js';
import type { Exchange } from './exchange.js';

/** What happens to requests, for whoever wants to know. */
export interface ExchangeEvents {
  /** The upstream answered 401. */
  onUnauthorized?(): void;
  onStreamOpened?(): void;
  onStreamClosed?(): void;
  /** An exchange ended; `status` is 0 where the client got no answer. */
  onExchange?(ended: EndedExchange): void;
  /** The upstream could not be reached, or failed a request. */
  onUpstreamFailure?(reason: string): void;
}

export interface EndedExchange {
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly sessionId: string | undefined;
}

/** What all exchanges of a proxy share. */
export interface ExchangeContext {
  readonly pool: UpstreamPool;
  readonly store: SessionStore;
  /** Absent where lost sessions are left to their clients. */
  readonly recovery: Recovery | undefined;
  readonly admission: Admission;
  readonly headerRules: HeaderRules;
  /** Path put in front of the endpoint that a legacy server announces. */
  readonly endpointPrefix: string | undefined;
  readonly budget: HoldBudget;
  readonly counts: ExchangeCounts;
  /** Looks at the upstream from its first answer on. */
  readonly watch: UpstreamWatch;
  readonly events: ExchangeEvents;
  /** Exchanges whose answer is an open stream of a GET, which only the other sides end. */
  readonly standing: Set<Exchange>;
  readonly idleTimeoutMs: number;
  /** Whether ids that are not tracked are answered with 404 rather than left to the upstream. */
  readonly refusesUnknownSessions: boolean;
  readonly allowsBatches: boolean;
  /** Whether Mcp-Method is held against the body of requests of the stateless era. */
  readonly checksHeaders: boolean;
}
