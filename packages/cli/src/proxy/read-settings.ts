import { type Address, agentSettings, parseAddress } from '@heaptide/agent';
import {
  checkProxyOptions,
  DEFAULT_HANDSHAKE_TIMEOUT_MS,
  DEFAULT_IDLE_TIMEOUT_MS,
  type HeapWish,
  type MemoryLimits,
  parseStoreUrl,
  type ProxyOptions,
  sessionBudget,
} from '@heaptide/proxy';
import type { CommandContext } from '../command.js';
import { agentOptions } from './agent-options.js';
import { FlagReader, usageError } from './flag-reader.js';
import type { LogFormat, LogLevel } from './log/log-record.js';
import type { GivenFlags } from './proxy-flags.js';
import type { LogSettings, ProxySettings, SessionSettings } from './proxy-settings.js';

const MIB = 1024 ** 2;
const DEFAULT_PORT = 8080;
const METRICS_PORT = 9464;
/** A Map has room for 16.7 million. */
const MAX_SESSIONS = 16_000_000;
const STORE_PREFIX = /^[\x21-\x7e]{0,127}:$/;
const COMMAS = /[,\n]/;
const LINES = /\n/;

/** What the settings are made from besides the flags. */
export interface SettingsSources {
  readonly limits: MemoryLimits;
  /** Answers requests for the resource document. */
  readonly protectedResource: object | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly stderr: Pick<CommandContext['stderr'], 'isTTY'>;
}

/**
 * The configuration that was given, checked and completed.
 * @throws {HeaptideError} `HT_E_USAGE`, `HT_E_BAD_UPSTREAM`, `HT_E_BAD_OPTION`, `HT_E_STORE`, `HT_E_BAD_ADDRESS` and what
 * the agent's own options meet. No message repeats what may be secret.
 */
export function readSettings(given: GivenFlags, sources: SettingsSources): ProxySettings {
  const read = new FlagReader(given);
  const options = defined<ProxyOptions>({
    upstream: upstreamOf(given.upstream),
    remote: given.remote,
    host: given.host,
    port: read.count('port', { least: 0, most: 65_535 }) ?? DEFAULT_PORT,
    recovery: given.recovery,
    refuseUnknownSessions: (given['unknown-sessions'] ?? 'pass') === 'refuse',
    stateless: given.stateless,
    allowBatches: given['allow-batches'],
    checkHeaders: given['check-headers'],
    allowedHosts: read.list('allow-host', { separator: COMMAS }),
    allowedOrigins: read.list('allow-origin', { separator: COMMAS }),
    trustedProxies: read.list('trust-proxy', { separator: COMMAS }),
    // Values have commas of their own.
    addHeaders: read.list('add-header', { separator: LINES }),
    stripHeaders: read.list('strip-header', { separator: COMMAS }),
    stripAuth: given['strip-auth'],
    endpointPrefix: given['endpoint-prefix'],
    protectedResource: sources.protectedResource,
    maxBodyBytes: read.bytes('max-body', { least: 1 }),
    maxConnections: read.count('max-connections', { least: 1, most: 1_000_000 }),
    connectTimeoutMs: read.duration('connect-timeout'),
    headTimeoutMs: read.duration('head-timeout'),
    requestTimeoutMs: read.duration('request-timeout'),
    keepAliveTimeoutMs: read.duration('keep-alive-timeout'),
    stallTimeoutMs: read.duration('stall-timeout'),
    closeTimeoutMs: read.duration('drain-timeout'),
    healthIntervalMs: read.duration('health-interval', { least: 0 }),
  });
  const limits = checkProxyOptions(options);
  const agent = { debugAddress: given['debug-addr'], allowWhy: given['allow-why'] ?? false };
  checkAgent(agent, sources.env);
  return {
    options,
    limits,
    sessions: sessionSettings(given, read, sources.limits),
    ...agent,
    metricsAddress: metricsAddress(given['metrics-addr']),
    heap: heapWish(given['max-heap'], read),
    log: logSettings(given, sources),
  };
}

function upstreamOf(text: string | undefined): URL {
  if (text === undefined) throw usageError('Missing required argument: upstream (see heaptide --help)');
  // What stands in it is not repeated: it may be a query with a key, or a password.
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw usageError('--upstream takes an http:// URL, or one with https://');
  }
  return new URL(text);
}

function sessionSettings(given: GivenFlags, read: FlagReader, limits: MemoryLimits): SessionSettings {
  const { store, 'store-prefix': storePrefix } = given;
  const maxSessions = read.count('max-sessions', { least: 1, most: MAX_SESSIONS });
  if (store === undefined && storePrefix !== undefined) throw usageError('--store-prefix needs --store');
  if (store !== undefined && maxSessions !== undefined) {
    throw usageError(
      '--max-sessions bounds the table in memory: with --store, the memory of its server does',
    );
  }
  if (storePrefix !== undefined && !STORE_PREFIX.test(storePrefix)) {
    throw usageError('--store-prefix must be at most 128 visible ASCII characters, the last a colon');
  }
  if (store !== undefined) parseStoreUrl(store);
  const budget = sessionBudget(limits);
  return {
    idleTimeoutMs: read.duration('idle-timeout') ?? DEFAULT_IDLE_TIMEOUT_MS,
    handshakeTimeoutMs: read.duration('handshake-timeout') ?? DEFAULT_HANDSHAKE_TIMEOUT_MS,
    budget: { ...budget, maxSessions: maxSessions ?? budget.maxSessions },
    store,
    storePrefix,
  };
}

function checkAgent(agent: Pick<ProxySettings, 'debugAddress' | 'allowWhy'>, env: NodeJS.ProcessEnv): void {
  const wanted = agentOptions(agent, env);
  if (wanted !== undefined) agentSettings(wanted, undefined);
}

function metricsAddress(text: string | undefined): Address | undefined {
  return text === undefined ? undefined : parseAddress(text, METRICS_PORT);
}

function heapWish(text: string | undefined, read: FlagReader): HeapWish {
  if (text === undefined || text === 'auto' || text === 'off') return text ?? 'auto';
  return read.bytes('max-heap', { least: 32 * MIB })!;
}

function logSettings(given: GivenFlags, { stderr }: SettingsSources): LogSettings {
  const format = given['log-format'] as LogFormat | 'off' | undefined;
  return {
    format: format ?? (stderr.isTTY ? 'pretty' : 'json'),
    level: (given['log-level'] as LogLevel | undefined) ?? 'info',
    requests: given['log-requests'] ?? false,
  };
}

/** Without what is undefined, for which there are defaults. */
function defined<T extends object>(options: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}
