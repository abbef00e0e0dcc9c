import { NumberError, parseGoDecimal } from '../command-line/go-number.js';
import { pprofError } from '../pprof-error.js';

export interface HostPort {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
}

/**
 * Reads the value of `-http`: `[host]:[port]`, an IPv6 address in brackets. The host is `localhost` unless given.
 *
 * @throws {HeaptideError} `HT_E_PPROF` in the words of Go's `net.SplitHostPort`.
 */
export function parseHostPort(text: string): HostPort {
  const fault = (why: string): Error => pprofError(`could not split http address: address ${text}: ${why}`);
  const colon = text.lastIndexOf(':');
  if (colon === -1) throw fault('missing port in address');
  const bracketed = text.startsWith('[');
  const end = text.indexOf(']');
  if (bracketed && end === -1) throw fault("missing ']' in address");
  if (bracketed && end + 1 !== colon)
    throw fault(end > colon ? 'missing port in address' : 'too many colons in address');
  const host = bracketed ? text.slice(1, end) : text.slice(0, colon);
  if (!bracketed && host.includes(':')) throw fault('too many colons in address');
  return { host: host === '' ? 'localhost' : host, port: portOf(text.slice(colon + 1)) };
}

function portOf(text: string): number {
  if (text === '') return 0;
  let port: number;
  try {
    port = parseGoDecimal(text, 64);
  } catch (error) {
    if (!(error instanceof NumberError)) throw error;
    throw pprofError(`invalid port number: strconv.Atoi: parsing ${JSON.stringify(text)}: ${error.fault}`);
  }
  if (port < 0 || port > 65_535) throw pprofError(`listen tcp: address ${port}: invalid port`);
  return port;
}

/** `127.0.0.1:6060`, `[::1]:6060`. */
export function joinHostPort({ host, port }: HostPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
