import { HeaptideError } from '@heaptide/agent';
import type { LookupFunction } from 'node:net';
import type { ExchangeEvents } from './exchange/exchange-context.js';
import type { SessionStore } from './sessions/session-store.js';

/** The longest delay a timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface ProxyOptions {
  /**
   * Where every request goes, such as `http://127.0.0.1:3001`. Only its origin counts: each request keeps its own
   * path, so that the endpoint's whole URL can be given as well. With `remote` its path and query count too.
   */
  readonly upstream: URL;
  /**
   * Whether the upstream is somebody else's server: its path takes the place of each request's, its query goes before
   * the request's own, and it is not told the name of this proxy. Default: where it is reached by https.
   */
  readonly remote?: boolean;
  /** How the upstream's name is resolved. Default: by the system. */
  readonly lookup?: LookupFunction;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;

  /** Default: a table of its own, in memory. Closed with the proxy. */
  readonly sessionStore?: SessionStore;
  /** Whether a session that the upstream has lost is begun anew behind its client's back. Default true. */
  readonly recovery?: boolean;
  /** Whether ids that are not tracked are answered with 404 here rather than left to the upstream. Default false. */
  readonly refuseUnknownSessions?: boolean;
  /** Whether the server has no sessions, so that only POST is served. Default false: as each request says. */
  readonly stateless?: boolean;
  /** Whether JSON-RPC batches are passed on. Default false: only revision 2025-03-26 of MCP had them. */
  readonly allowBatches?: boolean;
  /** Whether Mcp-Method is held against the body in requests of the stateless era. Default false. */
  readonly checkHeaders?: boolean;

  /** Hosts under which the proxy is reached, besides those of loopback where it listens there. Default: see HostGuard. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may send requests. Default: see OriginGuard. */
  readonly allowedOrigins?: readonly string[];
  /** Addresses and networks whose X-Forwarded fields are believed. Default none. */
  readonly trustedProxies?: readonly string[];
  /** Fields for every request to the upstream, as `Name: value`. */
  readonly addHeaders?: readonly string[];
  /** Names of fields that are not passed on to the upstream. */
  readonly stripHeaders?: readonly string[];
  /** Whether the client's credentials are not passed on. Default false. */
  readonly stripAuth?: boolean;
  /** Path that clients reach this proxy under, put in front of the endpoint that a legacy server announces. */
  readonly endpointPrefix?: string;
  /** Answer to `/.well-known/oauth-protected-resource`. By default the upstream answers it. */
  readonly protectedResource?: object;

  /** Largest body of a request, bytes. Default 8 MiB. */
  readonly maxBodyBytes?: number;
  /** Most connections of clients at a time. Default 10,000. */
  readonly maxConnections?: number;
  /** What all requests together may hold of their bodies for recovery and retries, bytes. Default 16 MiB. */
  readonly holdBudgetBytes?: number;

  /** Bounds the wait for a connection to the upstream. Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Bounds the wait for the head of a request. Default 10 s. */
  readonly headTimeoutMs?: number;
  /** Bounds the wait for a whole request; an answer may take as long as it likes. Default 30 s. */
  readonly requestTimeoutMs?: number;
  /** How long a connection without a request is kept. Default 120 s. */
  readonly keepAliveTimeoutMs?: number;
  /** How long a client may take nothing of its answer before it is cut off. Default 2 minutes. */
  readonly stallTimeoutMs?: number;
  /** Bounds the wait for open exchanges in `close`. Default 30 s. */
  readonly closeTimeoutMs?: number;
  /** How often the upstream is asked whether it lives, once it has served a POST. Default 10 s; 0 for never. */
  readonly healthIntervalMs?: number;

  readonly events?: ExchangeEvents;
}

export interface CheckedLimits {
  readonly maxBodyBytes: number;
  readonly maxConnections: number;
  readonly holdBudgetBytes: number;
  readonly connectTimeoutMs: number;
  readonly headTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly stallTimeoutMs: number;
  readonly closeTimeoutMs: number;
  readonly healthIntervalMs: number;
}

const DEFAULTS: CheckedLimits = {
  maxBodyBytes: 8 * 1024 ** 2,
  maxConnections: 10_000,
  holdBudgetBytes: 16 * 1024 ** 2,
  connectTimeoutMs: 10_000,
  headTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 120_000,
  stallTimeoutMs: 120_000,
  closeTimeoutMs: 30_000,
  healthIntervalMs: 10_000,
};

/**
 * The limits with defaults filled in.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM` or `HT_E_BAD_OPTION`.
 */
export function checkOptions(options: ProxyOptions): CheckedLimits {
  checkUpstream(options.upstream, options.remote);
  const { port } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HeaptideError('HT_E_BAD_OPTION', `port is ${port}: it must be a whole number from 0 to 65535`);
  }
  const limits = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS) as (keyof CheckedLimits)[]) {
    limits[name] = checkLimit(name, options[name] ?? DEFAULTS[name]);
  }
  return limits;
}

function checkUpstream(upstream: URL, remote: boolean | undefined): void {
  if (upstream.protocol !== 'http:' && upstream.protocol !== 'https:') {
    throw new HeaptideError(
      'HT_E_BAD_UPSTREAM',
      `upstream ${upstream.origin}: only http:// and https:// are supported, not ${upstream.protocol}//`,
    );
  }
  if (upstream.username !== '' || upstream.password !== '') {
    throw new HeaptideError(
      'HT_E_BAD_UPSTREAM',
      `upstream ${upstream.origin}: credentials in the URL would be lost; add an Authorization header instead`,
    );
  }
  if (upstream.search !== '' && !isRemote({ upstream, remote })) {
    throw new HeaptideError(
      'HT_E_BAD_UPSTREAM',
      `upstream ${upstream.origin}: a query in the URL would be lost, unless the upstream is remote`,
    );
  }
}

/** Whether the upstream is somebody else's server. */
export function isRemote({ upstream, remote }: { upstream: URL; remote?: boolean | undefined }): boolean {
  return remote ?? upstream.protocol === 'https:';
}

function checkLimit(name: keyof CheckedLimits, value: number): number {
  const isTime = name.endsWith('Ms');
  const least = name === 'healthIntervalMs' ? 0 : 1;
  const most = isTime ? MAX_TIMEOUT_MS : Number.MAX_SAFE_INTEGER;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const unit = isTime ? 'milliseconds' : name.endsWith('Bytes') ? 'bytes' : 'connections';
  throw new HeaptideError(
    'HT_E_BAD_OPTION',
    `${name} is ${value}: it must be a whole number of ${unit} from ${least} to ${most}`,
  );
}
