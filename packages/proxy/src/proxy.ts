import type { AddressInfo } from 'node:net';
import { ClientServer } from './connections/client-server.js';
import { Deadlines } from './connections/deadlines.js';
import { listen } from './connections/listen.js';
import type { Peer } from './connections/peer.js';
import { upstreamOrigin } from './connections/upstream-origin.js';
import { UpstreamPool } from './connections/upstream-pool.js';
import { Admission, refusal } from './exchange/admission.js';
import { type ExchangeCounts, newExchangeCounts } from './exchange/exchange-counts.js';
import type { ExchangeContext } from './exchange/exchange-context.js';
import { Exchange } from './exchange/exchange.js';
import { HoldBudget } from './exchange/held-body.js';
import { localAnswerText } from './exchange/local-answer.js';
import { Recovery, type RecoveryCounters } from './exchange/recovery.js';
import type { Health, HealthStatus } from './pages/health.js';
import { ownPages } from './pages/own-pages.js';
import { UpstreamWatch } from './pages/upstream-watch.js';
import type { ProxyOptions } from './proxy-options.js';
import { proxyRules } from './proxy-rules.js';
import { ForwardedFields } from './rules/forwarded-fields.js';
import { remoteTarget } from './rules/upstream-target.js';
import type { SessionStore } from './sessions/session-store.js';
import { SessionTable } from './sessions/session-table.js';

const MAX_HEAD_BYTES = 32 * 1024;

/** What a proxy counts, as plain numbers that are read when somebody asks. */
export interface ProxyCounts extends ExchangeCounts {
  readonly recovery: RecoveryCounters | undefined;
  readonly connections: number;
  readonly connectionsTurnedAway: number;
  /** Connections on which an exchange was cut off by `close`. */
  readonly connectionsCutOff: number;
  readonly upstreamConnections: number;
}

export interface Proxy {
  /** Origin to send requests to. */
  readonly url: string;
  readonly port: number;
  readonly sessions: SessionStore;
  counts(): ProxyCounts;
  /** Of this proxy and its upstream. */
  health(): Health;
  /** Of the upstream alone, as far as it is asked. */
  upstreamStatus(): HealthStatus;
  /**
   * Takes no more connections and waits for open exchanges, but not for standing event streams, which it ends. Whatever
   * is still open after `closeTimeoutMs` is cut off.
   */
  close(): Promise<void>;
}

/**
 * Starts a transparent proxy for MCP over streamable HTTP, which keeps track of the sessions that pass through it.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM`, `HT_E_BAD_OPTION`, `HT_E_ADDRESS_IN_USE` or `HT_E_CANNOT_LISTEN`.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { limits, remote, trusted, hostGuard, originGuard, headerRules, endpointPrefix } =
    proxyRules(options);
  const { host = '127.0.0.1', events = {}, stateless = false } = options;

  const deadlines = new Deadlines();
  const origin = upstreamOrigin(options.upstream);
  const { connectTimeoutMs } = limits;
  const pool = new UpstreamPool(origin, { connectTimeoutMs, deadlines, lookup: options.lookup });
  const watch = new UpstreamWatch(pool, { intervalMs: limits.healthIntervalMs, stateless });
  const store = options.sessionStore ?? new SessionTable();
  const recovery = options.recovery === false ? undefined : new Recovery(pool, store);
  const counts = newExchangeCounts();
  const startedAt = performance.now();
  let closing: Promise<void> | undefined;

  const health = (): Health => ({
    status: closing !== undefined || !store.ready ? 'unhealthy' : watch.status,
    reason: closing !== undefined ? 'closing' : store.ready ? undefined : 'session store out of reach',
    sessions: store.size,
    openStreams: counts.openStreams,
    upstream: origin.origin,
    uptimeSeconds: Math.floor((performance.now() - startedAt) / 1000),
  });
  const context: ExchangeContext = {
    pool,
    store,
    recovery,
    admission: new Admission({
      ownPages: ownPages({ health, protectedResource: options.protectedResource }),
      hostGuard,
      originGuard,
      stateless,
      remote: remote ? remoteTarget(options.upstream) : undefined,
    }),
    headerRules,
    endpointPrefix,
    budget: new HoldBudget(limits.holdBudgetBytes),
    counts,
    watch,
    events,
    standing: new Set(),
    idleTimeoutMs: limits.keepAliveTimeoutMs,
    refusesUnknownSessions: options.refuseUnknownSessions ?? false,
    allowsBatches: options.allowBatches ?? false,
    checksHeaders: options.checkHeaders ?? false,
  };

  const clients = new ClientServer({
    limits: {
      maxHeadBytes: MAX_HEAD_BYTES,
      maxBodyBytes: limits.maxBodyBytes,
      headTimeoutMs: limits.headTimeoutMs,
      requestTimeoutMs: limits.requestTimeoutMs,
      idleTimeoutMs: limits.keepAliveTimeoutMs,
      stallTimeoutMs: limits.stallTimeoutMs,
    },
    deadlines,
    maxConnections: limits.maxConnections,
    peerOf(remoteAddress): Peer {
      const isTrusted = trusted.trusts(remoteAddress);
      const remoteScheme = remote ? origin.scheme : undefined;
      const forwarded = new ForwardedFields({ remoteAddress, isTrusted, scheme: 'http', remoteScheme });
      return { isTrusted, forwarded };
    },
    receiverOf: (head, connection) => new Exchange(head, connection, context),
    refuse({ status, reason }) {
      counts.refused += 1;
      return localAnswerText(refusal(status, reason), { isLast: true, headOnly: false });
    },
  });
  try {
    await listen(clients.server, host, options.port);
  } catch (error) {
    deadlines.close();
    throw error;
  }
  const { port } = clients.server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    sessions: store,
    counts: () => ({
      ...counts,
      recovery: recovery?.counters,
      connections: clients.connections,
      connectionsTurnedAway: clients.turnedAway,
      connectionsCutOff: clients.cutOff,
      upstreamConnections: pool.open,
    }),
    health,
    upstreamStatus: () => watch.status,
    close() {
      closing ??= (async () => {
        const closed = clients.close(limits.closeTimeoutMs);
        for (const exchange of context.standing) exchange.endStream();
        await closed;
        watch.close();
        pool.close();
        deadlines.close();
        await store.close();
      })();
      return closing;
    },
  };
}
