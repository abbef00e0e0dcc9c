export { type Proxy, startProxy } from './proxy.js';
export type { ProxyOptions } from './proxy-options.js';
export {
  DEFAULT_IDLE_TIMEOUT_MS,
  type Session,
  SessionTable,
  type SessionTableOptions,
} from './session-table.js';
export type { Clock } from './clock.js';
