import { HeaptideError } from '@heaptide/agent';
import type { SessionTable } from './session-table.js';

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_TIMEOUT_MS = 10_000;
/** The longest delay a timer takes. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export interface ProxyOptions {
  /**
   * Where every request goes, such as `http://127.0.0.1:3001`. Only its origin counts: each request keeps its own
   * path, so that the endpoint's whole URL can be given as well.
   */
  readonly upstream: URL;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Default: a table of its own, with `idleTimeoutMs`. Closed with the proxy. */
  readonly sessionTable?: SessionTable;
  /** How long a session without an open stream may stay silent before it is dropped. Default 30 minutes. */
  readonly idleTimeoutMs?: number;
  /** Bounds the wait for a connection to the upstream. Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** Bounds the wait for open exchanges in `close`. Default 10 s. */
  readonly closeTimeoutMs?: number;
  /** Called once for each session that begins. */
  readonly onSession?: () => void;
}

export interface CheckedOptions {
  readonly host: string;
  readonly connectTimeoutMs: number;
  readonly closeTimeoutMs: number;
}

/**
 * The options with defaults filled in.
 * @throws {HeaptideError} `HT_E_BAD_UPSTREAM` or `HT_E_BAD_OPTION`.
 */
export function checkOptions(options: ProxyOptions): CheckedOptions {
  const { upstream, port, idleTimeoutMs } = options;
  if (upstream.protocol !== 'http:') {
    throw new HeaptideError(
      'HT_E_BAD_UPSTREAM',
      `upstream ${upstream.origin}: only http:// is supported, not ${upstream.protocol}//`,
    );
  }
  if (upstream.username !== '' || upstream.password !== '' || upstream.search !== '') {
    throw new HeaptideError(
      'HT_E_BAD_UPSTREAM',
      `upstream ${upstream.origin}: credentials and a query in the URL would be lost; leave them out`,
    );
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new HeaptideError('HT_E_BAD_OPTION', `port is ${port}: it must be a whole number from 0 to 65535`);
  }
  if (idleTimeoutMs !== undefined) checkTimeout('idleTimeoutMs', idleTimeoutMs);
  return {
    host: options.host ?? '127.0.0.1',
    connectTimeoutMs: checkTimeout('connectTimeoutMs', options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS),
    closeTimeoutMs: checkTimeout('closeTimeoutMs', options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS),
  };
}

function checkTimeout(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_MS) return value;
  throw new HeaptideError(
    'HT_E_BAD_OPTION',
    `${name} is ${value}: it must be a whole number of milliseconds from 1 to ${MAX_TIMEOUT_MS}`,
  );
}
