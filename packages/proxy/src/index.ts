export { type Proxy, type ProxyCounts, startProxy } from './proxy.js';
export { type CheckedLimits, isRemote, type ProxyOptions } from './proxy-options.js';
export { checkProxyOptions } from './proxy-rules.js';
export { combineEvents } from './combine-events.js';
export type { EndedExchange, ExchangeEvents } from './exchange/exchange-context.js';
export type { Health, HealthStatus } from './pages/health.js';
export type {
  Replacement,
  Session,
  SessionEnd,
  SessionEvents,
  SessionOrigin,
  SessionStore,
} from './sessions/session-store.js';
export { SessionStoreDown } from './sessions/session-store.js';
export {
  DEFAULT_HANDSHAKE_TIMEOUT_MS,
  DEFAULT_IDLE_TIMEOUT_MS,
  SessionTable,
  type SessionTableOptions,
} from './sessions/session-table.js';
export { type MemoryLimits, type SessionBudget, sessionBudget } from './sessions/session-budget.js';
export { openSessionStore, type SessionStoreOptions } from './sessions/redis/open-session-store.js';
export { parseStoreUrl } from './sessions/redis/store-url.js';
export { type MetricsServer, type MetricsServerOptions, serveMetrics } from './metrics/metrics-server.js';
export {
  type MetricsPage,
  type MetricsSources,
  proxyMetrics,
  type TableFigures,
} from './metrics/proxy-metrics.js';
export { RequestCounts } from './metrics/request-counts.js';
export { SessionCounts } from './metrics/session-counts.js';
export { type HeapMisfit, heapMisfit, type HeapWish } from './process-memory/heap-fit.js';
export { memoryLimits } from './process-memory/memory-limits.js';
export { isSecondStart, runAgain } from './process-memory/run-again.js';
export { workEvents } from './work-counters.js';
export type { Clock } from './clock.js';
