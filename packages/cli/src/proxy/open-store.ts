import {
  openSessionStore,
  type SessionEvents,
  type SessionStore,
  SessionTable,
  type TableFigures,
} from '@heaptide/proxy';
import type { Logger } from './log/logger.js';
import type { SessionSettings } from './proxy-settings.js';

export interface OpenStoreOptions {
  readonly events: SessionEvents;
  readonly logger: Logger | undefined;
}

export interface OpenedStore {
  readonly store: SessionStore;
  /** Of a table in memory. */
  readonly table: TableFigures | undefined;
}

/** @throws {HeaptideError} `HT_E_STORE` */
export async function openStore(
  { idleTimeoutMs, handshakeTimeoutMs, budget, store: url, storePrefix }: SessionSettings,
  { events, logger }: OpenStoreOptions,
): Promise<OpenedStore> {
  const timeouts = { idleTimeoutMs, handshakeTimeoutMs };
  if (url === undefined) {
    const store = new SessionTable({ ...timeouts, ...budget, events });
    const { maxSessions } = budget;
    const table: TableFigures = {
      maxSessions,
      get refused() {
        return store.refused;
      },
      get withoutRecovery() {
        return store.withoutRecovery;
      },
    };
    return { store, table };
  }
  const store = await openSessionStore(url, {
    ...timeouts,
    maxCounted: budget.maxSessions,
    ...(storePrefix !== undefined && { keyPrefix: storePrefix }),
    events,
    onConnection(ready, reason) {
      if (ready) logger?.log('info', 'session store up');
      else logger?.log('warn', 'session store down', { reason: reason === '' ? undefined : reason });
    },
  });
  return { store, table: undefined };
}
