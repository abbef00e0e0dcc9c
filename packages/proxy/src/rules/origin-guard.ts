import { HeaptideError } from '@heaptide/agent';
import type { FieldLines } from '../http/field-lines.js';
import { isLoopbackHost } from './loopback-host.js';

/** A serialized origin (RFC 6454 section 6.2), in lower case. It has no user, no path and no dot segments. */
const ORIGIN = /^([a-z][a-z0-9+.-]*):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(?::([0-9]{1,5}))?$/;

const OPAQUE = 'null';
const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map([
  ['http', '80'],
  ['https', '443'],
]);

export interface OriginGuardOptions {
  /**
   * Origins whose pages may send requests, such as `https://app.example.com`; `null` is that of pages without one.
   * None at all where empty. Default: those of loopback, on any port, where the proxy listens on loopback; else every
   * Origin passes.
   */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Whether the proxy listens on loopback only. */
  readonly isLoopbackBound: boolean;
}

/** Keeps pages of strangers from using a browser to reach what only its user can reach. */
export class OriginGuard {
  readonly #allowed: ReadonlySet<string> | undefined;
  readonly #isLoopbackBound: boolean;

  /** @throws {HeaptideError} `HT_E_BAD_OPTION` for an entry that is no origin. */
  constructor({ allowedOrigins, isLoopbackBound }: OriginGuardOptions) {
    this.#allowed = allowedOrigins === undefined ? undefined : new Set(allowedOrigins.map(checkedOrigin));
    this.#isLoopbackBound = isLoopbackBound;
  }

  /** Why a request is refused. One without an Origin passes: no browser sent it from another page. */
  refuses(fields: FieldLines): string | undefined {
    const index = fields.names.indexOf('origin');
    if (index === -1 || (this.#allowed === undefined && !this.#isLoopbackBound)) return undefined;
    if (fields.names.includes('origin', index + 1)) return 'several Origin fields';
    return this.#allows(fields.valueAt(index)) ? undefined : 'Origin not allowed';
  }

  #allows(value: string): boolean {
    // What browsers send is in its plainest form already.
    if (this.#allowed?.has(value) === true) return true;
    const origin = parseOrigin(value);
    if (origin === undefined) return false;
    if (this.#allowed !== undefined) return this.#allowed.has(origin.text);
    return (origin.scheme === 'http' || origin.scheme === 'https') && isLoopbackHost(origin.host);
  }
}

interface Origin {
  /** In its plainest form: lower case, without a default port. */
  readonly text: string;
  readonly scheme: string;
  readonly host: string;
}

function parseOrigin(value: string): Origin | undefined {
  const lower = value.toLowerCase();
  if (lower === OPAQUE) return { text: OPAQUE, scheme: '', host: '' };
  const match = ORIGIN.exec(lower);
  if (match === null) return undefined;
  const scheme = match[1]!;
  const host = match[2]!;
  const port = match[3];
  const isDefault = port === undefined || DEFAULT_PORTS.get(scheme) === port;
  return { text: isDefault ? `${scheme}://${host}` : lower, scheme, host };
}

function checkedOrigin(entry: string): string {
  const origin = parseOrigin(entry);
  if (origin !== undefined) return origin.text;
  throw new HeaptideError(
    'HT_E_BAD_OPTION',
    `allowed origin ${JSON.stringify(entry)}: it must be scheme://host or scheme://host:port, or null`,
  );
}
