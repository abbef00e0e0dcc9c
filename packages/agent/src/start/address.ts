import { HeaptideError } from '@heaptide/profile/error';
import { isIPv4, isIPv6 } from 'node:net';
import { isLoopbackHost } from '../worker/loopback.js';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 6060;
const SHAPE = /^(?:(?<bare>\d+)|(?:\[(?<six>[^\]]+)\]|(?<host>[^:[\]]*))(?::(?<port>\d+))?)$/;

/** Where the endpoint listens; port 0 lets the system choose. */
export interface Address {
  /** A numeric address: `localhost` has been taken as 127.0.0.1, so that no resolver can turn it into another. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `host`, `:port` or `port`; what is missing is 127.0.0.1 and `defaultPort`.
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`.
 */
export function parseAddress(text: string, defaultPort = DEFAULT_PORT): Address {
  const parts = SHAPE.exec(text.trim())?.groups;
  const port = Number(parts?.bare ?? parts?.port ?? defaultPort);
  const named = parts?.six ?? (parts?.host === '' ? undefined : parts?.host) ?? DEFAULT_HOST;
  const host = named.toLowerCase() === 'localhost' && parts?.six === undefined ? DEFAULT_HOST : named;
  const numeric = parts?.six === undefined ? isIPv4(host) : isIPv6(host);
  if (parts === undefined || text.trim() === '' || port > 65_535 || !numeric) {
    throw new HeaptideError(
      'HT_E_BAD_ADDRESS',
      `${JSON.stringify(text)} is no address to listen on; write it like ${DEFAULT_HOST}:${defaultPort}, without a name`,
    );
  }
  return { host, port };
}

/** @throws {HeaptideError} `HT_E_NOT_LOOPBACK` for an address that others could reach, without a token to keep them out. */
export function requireSafeAddress({ host }: Address, token: string | undefined): void {
  if (token !== undefined || isLoopbackHost(host)) return;
  throw new HeaptideError(
    'HT_E_NOT_LOOPBACK',
    `${host} is not a loopback address: heap profiles are served where others can reach them only with a token`,
  );
}

/** `host:port` as it stands in a URL. */
export function formatAddress({ host, port }: Address): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
