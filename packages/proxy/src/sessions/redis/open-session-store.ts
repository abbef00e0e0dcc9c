import type { ConnectionOptions } from 'node:tls';
import { HeaptideError } from '@heaptide/agent';
import { type Clock, systemClock } from '../../clock.js';
import type { SessionEvents } from '../session-store.js';
import { DEFAULT_HANDSHAKE_TIMEOUT_MS, DEFAULT_IDLE_TIMEOUT_MS } from '../session-table.js';
import { reasonOf } from './bounded-commands.js';
import { openClient, type RedisClient } from './redis-client.js';
import { RedisSessionStore } from './redis-session-store.js';
import { parseStoreUrl } from './store-url.js';

const DEFAULT_KEY_PREFIX = 'heaptide:';
const KEY_PREFIX = /^[\x21-\x7e]{0,127}:$/;
const DEFAULT_COMMAND_TIMEOUT_MS = 1_000;
const DEFAULT_MAX_COUNTED = 100_000;
/** The longest delay a timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;
const REFUSED = /\b(?:WRONGPASS|NOAUTH|NOPERM)\b|invalid (?:username-)?password/;

export interface SessionStoreOptions {
  /** Comes before every id, and ends with `:`. Default `heaptide:`. */
  readonly keyPrefix?: string;
  /** How long a session without an open stream may stay silent. Default 30 minutes. */
  readonly idleTimeoutMs?: number;
  /** How long a session may take to its first request after initialize. Default 2 minutes. */
  readonly handshakeTimeoutMs?: number;
  /** Bounds every call, and the wait for the first connection. Default 1 s. */
  readonly commandTimeoutMs?: number;
  /** Up to which `size` counts, at 200 bytes a session; the store itself has no limit. Default 100,000. */
  readonly maxCounted?: number;
  /** Certificates and the like, where the URL asks for TLS. */
  readonly tls?: ConnectionOptions;
  /** For the sentinels themselves; what stands in the URL is for the server. */
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
  readonly events?: SessionEvents;
  /** Called when the store comes into reach, and with the reason when it goes out of it. */
  readonly onConnection?: (ready: boolean, reason: string) => void;
  readonly clock?: Clock;
}

/**
 * Opens the store at `url`, which `parseStoreUrl` describes, with Redis 6.2, Valkey 7.2 or newer. A user with access
 * rights needs `~PREFIX*` and `+set +get +strlen +pexpire +eval +evalsha +info`, for a database other than 0 `+select`, in
 * a cluster `+cluster`.
 *
 * A server that is out of reach is no error: the store is not `ready` then, and becomes it when the server is there.
 * @throws {HeaptideError} `HT_E_STORE` where the package iovalkey is not installed, the URL cannot be used or its user
 * is refused; `HT_E_BAD_OPTION`.
 */
export async function openSessionStore(
  url: string,
  options: SessionStoreOptions = {},
): Promise<RedisSessionStore> {
  const {
    keyPrefix = DEFAULT_KEY_PREFIX,
    commandTimeoutMs = DEFAULT_COMMAND_TIMEOUT_MS,
    idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS,
    handshakeTimeoutMs = DEFAULT_HANDSHAKE_TIMEOUT_MS,
  } = options;
  const address = parseStoreUrl(url);
  checkTimeouts({ commandTimeoutMs, idleTimeoutMs, handshakeTimeoutMs });
  if (!KEY_PREFIX.test(keyPrefix)) {
    throw new HeaptideError(
      'HT_E_BAD_OPTION',
      `keyPrefix is ${JSON.stringify(keyPrefix.slice(0, 200))}: it must be at most 128 visible ASCII characters, the last a colon`,
    );
  }
  if (options.tls !== undefined && !address.tls) {
    throw new HeaptideError('HT_E_STORE', 'TLS options are of no use without a URL that begins with rediss');
  }
  const client = await openClient(address, {
    commandTimeoutMs,
    tls: options.tls ?? {},
    sentinelUsername: options.sentinelUsername,
    sentinelPassword: options.sentinelPassword,
  });
  const refusal = await firstAttempt(client, commandTimeoutMs, options.onConnection ?? (() => undefined));
  if (refusal !== undefined) {
    client.disconnect();
    throw new HeaptideError('HT_E_STORE', refusal);
  }
  return new RedisSessionStore(client, {
    keyPrefix,
    commandTimeoutMs,
    idleTimeoutMs,
    handshakeTimeoutMs,
    maxCounted: options.maxCounted ?? DEFAULT_MAX_COUNTED,
    events: options.events ?? {},
    clock: options.clock ?? systemClock,
  });
}

function checkTimeouts(timeouts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(timeouts)) {
    if (Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_MS) continue;
    throw new HeaptideError(
      'HT_E_BAD_OPTION',
      `${name} is ${value}: it must be a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`,
    );
  }
}

/** Waits until the client is ready, has failed or has taken too long. Returns the reason where the user was refused. */
function firstAttempt(
  client: RedisClient,
  timeoutMs: number,
  onConnection: (ready: boolean, reason: string) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let reason = '';
    let wasReady: boolean | undefined;
    const timer = setTimeout(() => resolve(undefined), timeoutMs);
    const settle = (refusal: string | undefined) => {
      clearTimeout(timer);
      resolve(refusal);
    };
    const tell = (ready: boolean) => {
      if (wasReady !== ready) onConnection(ready, ready ? '' : reason);
      wasReady = ready;
    };
    client.on('ready', () => {
      tell(true);
      settle(undefined);
    });
    client.on('error', (error: Error & { readonly lastNodeError?: Error }) => {
      // A cluster says that no node will do, and only beside that why.
      reason = reasonOf(error.lastNodeError ?? error);
      if (REFUSED.test(reason)) settle(reason);
    });
    client.on('close', () => {
      tell(false);
      settle(undefined);
    });
  });
}
