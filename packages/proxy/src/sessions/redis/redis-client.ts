import type { ConnectionOptions } from 'node:tls';
import { HeaptideError } from '@heaptide/agent';
import type { ClusterOptions, RedisOptions } from 'iovalkey';
import { SESSION_SCRIPTS } from './session-scripts.js';
import type { StoreAddress } from './store-url.js';

const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 30_000;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 2_000;
/** Beyond the bound of a command: a connection on which nothing comes back is given up. */
const SILENCE_FACTOR = 2;
const MAX_REDIRECTIONS = 4;

/** What the store asks of its client, of whatever kind the server is. */
export interface RedisClient {
  /** `ready` where commands can be sent. */
  readonly status: string;
  on(event: 'ready' | 'close' | 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  set(key: string, value: string, px: 'PX', milliseconds: number, nx: 'NX'): Promise<'OK' | null>;
  findSession(key: string, timeoutMs: number): Promise<unknown>;
  renewSession(key: string, timeoutMs: number): Promise<unknown>;
  dropSession(key: string, tombstoneMs: number): Promise<unknown>;
  replaceSession(key: string, expected: string, value: string): Promise<unknown>;
  quit(): Promise<unknown>;
  disconnect(): void;
}

export interface ClientOptions {
  readonly commandTimeoutMs: number;
  readonly tls: ConnectionOptions;
  readonly sentinelUsername: string | undefined;
  readonly sentinelPassword: string | undefined;
}

/**
 * A client that has begun to connect, and connects again whenever it has lost its server.
 * @throws {HeaptideError} `HT_E_STORE` where the library is not there.
 */
export async function openClient(address: StoreAddress, options: ClientOptions): Promise<RedisClient> {
  const { Cluster, Redis } = await loadLibrary();
  const client =
    address.kind === 'cluster'
      ? new Cluster([...address.nodes], clusterOptions(address, options))
      : new Redis({ ...connectionOptions(address, options), ...serverOptions(address, options) });
  // The scripts become methods, which no type tells.
  return client as unknown as RedisClient;
}

/** Optional: only who wants a shared store installs it. */
async function loadLibrary(): Promise<Pick<typeof import('iovalkey'), 'Cluster' | 'Redis'>> {
  try {
    return await import('iovalkey');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    throw new HeaptideError(
      'HT_E_STORE',
      isMissing
        ? 'a session store needs the package iovalkey beside heaptide: npm install iovalkey'
        : `the package iovalkey cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function connectionOptions({ username, password, tls }: StoreAddress, options: ClientOptions): RedisOptions {
  return {
    ...(username !== '' && { username }),
    ...((username !== '' || password !== '') && { password }),
    ...(tls && { tls: options.tls }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: options.commandTimeoutMs,
    socketTimeout: options.commandTimeoutMs * SILENCE_FACTOR,
    keepAlive: KEEP_ALIVE_MS,
    // What fails has been told to who asked; it must not be done later all the same.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // After a failover the connection may still be to the server that was the master before.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

function serverOptions(address: StoreAddress, options: ClientOptions): RedisOptions {
  const { kind, nodes, master, database, tls } = address;
  const shared: RedisOptions = {
    db: database,
    enableOfflineQueue: false,
    retryStrategy: retryDelay,
    scripts: SESSION_SCRIPTS,
  };
  if (kind === 'single') return { ...shared, ...nodes[0]! };
  return {
    ...shared,
    sentinels: [...nodes],
    name: master,
    sentinelRetryStrategy: retryDelay,
    sentinelCommandTimeout: options.commandTimeoutMs,
    ...(options.sentinelUsername !== undefined && { sentinelUsername: options.sentinelUsername }),
    ...(options.sentinelPassword !== undefined && { sentinelPassword: options.sentinelPassword }),
    ...(tls && { sentinelTLS: options.tls, enableTLSForSentinelMode: true }),
  };
}

function clusterOptions(address: StoreAddress, options: ClientOptions): ClusterOptions {
  return {
    enableOfflineQueue: false,
    clusterRetryStrategy: retryDelay,
    maxRedirections: MAX_REDIRECTIONS,
    slotsRefreshTimeout: options.commandTimeoutMs,
    scripts: SESSION_SCRIPTS,
    redisOptions: connectionOptions(address, options),
    // A certificate is for the name, which looking it up would lose.
    ...(address.tls && { dnsLookup: (name, callback) => callback(null, name) }),
  };
}

/** Twice as long each time, up to 2 s, and not the same for all who have lost the server at once. */
function retryDelay(attempt: number): number {
  const delay = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempt - 1, 10), LAST_RETRY_MS);
  return Math.ceil(delay * (0.5 + Math.random() / 2));
}
