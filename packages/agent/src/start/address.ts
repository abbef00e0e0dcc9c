import { HeaptideError } from '@heaptide/profile';
import { isIPv6 } from 'node:net';
import { isLoopbackHost } from '../worker/loopback.js';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 6060;
const SHAPE = /^(?:(?<bare>\d+)|(?:\[(?<six>[^\]]+)\]|(?<host>[^:[\]]*))(?::(?<port>\d+))?)$/;

/** Where the endpoint listens; port 0 lets the system choose. */
export interface LoopbackAddress {
  /** A numeric address: `localhost` has been taken as 127.0.0.1, so that no resolver can turn it into another. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `host`, `:port` or `port`; what is missing is 127.0.0.1 and 6060.
 * @throws {HeaptideError} `HT_E_BAD_ADDRESS`, or `HT_E_NOT_LOOPBACK` for an address that others could reach.
 */
export function parseAddress(text: string): LoopbackAddress {
  const parts = SHAPE.exec(text.trim())?.groups;
  const port = Number(parts?.bare ?? parts?.port ?? DEFAULT_PORT);
  const six = parts?.six;
  if (parts === undefined || text.trim() === '' || port > 65_535 || (six !== undefined && !isIPv6(six))) {
    throw new HeaptideError(
      'HT_E_BAD_ADDRESS',
      `${JSON.stringify(text)} is no address to listen on; write it like ${DEFAULT_HOST}:${DEFAULT_PORT}`,
    );
  }
  const named = parts.host ?? '';
  const host = six ?? (named === '' ? DEFAULT_HOST : named);
  if (!isLoopbackHost(host)) {
    throw new HeaptideError(
      'HT_E_NOT_LOOPBACK',
      `${host} is not a loopback address; heap profiles are served on 127.0.0.1, [::1] or localhost only`,
    );
  }
  return { host: host.toLowerCase() === 'localhost' ? DEFAULT_HOST : host, port };
}

/** `host:port` as it stands in a URL. */
export function formatAddress({ host, port }: LoopbackAddress): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}
