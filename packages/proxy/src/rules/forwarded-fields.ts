import type { FieldLines } from '../http/field-lines.js';
import { peerAddress } from './peer-address.js';

const FOR = 'x-forwarded-for';
const HOST = 'x-forwarded-host';
const PROTO = 'x-forwarded-proto';

/** Fields by which proxies say where a request comes from; a client's own are not passed on as a proxy's. */
const CLAIMS: ReadonlySet<string> = new Set([
  'forwarded',
  FOR,
  HOST,
  'x-forwarded-port',
  'x-forwarded-prefix',
  PROTO,
  'x-real-ip',
]);

/** Of a trusted peer's claims, those that are written anew, or do not concern an upstream that is a third party's. */
const REWRITTEN: ReadonlySet<string> = new Set([FOR, HOST, PROTO]);
const REWRITTEN_FOR_REMOTE: ReadonlySet<string> = new Set([
  ...REWRITTEN,
  'forwarded',
  'x-forwarded-port',
  'x-forwarded-prefix',
]);

export interface ForwardedHop {
  /** Address of the client's side of the connection, as its socket says it; absent once that is gone. */
  readonly remoteAddress: string | undefined;
  /** Whether the client is a proxy whose word is taken. */
  readonly isTrusted: boolean;
  /** Scheme by which this connection came. */
  readonly scheme: 'http' | 'https';
  /**
   * Scheme of the upstream's URL where that is a third party's server; absent where it is one's own. Such a server is
   * not told the name of this proxy, which some put into redirects, and is told its own scheme, without which some
   * redirect for ever.
   */
  readonly remoteScheme?: 'http' | 'https' | undefined;
}

/** What one connection's requests say to the upstream on where they come from. Made once a connection. */
export class ForwardedFields {
  readonly #hop: ForwardedHop;
  readonly #dropped: ReadonlySet<string>;
  readonly #address: string | undefined;
  readonly #proto: string;

  constructor(hop: ForwardedHop) {
    this.#hop = hop;
    if (!hop.isTrusted) this.#dropped = CLAIMS;
    else this.#dropped = hop.remoteScheme === undefined ? REWRITTEN : REWRITTEN_FOR_REMOTE;
    this.#address = hop.remoteAddress === undefined ? undefined : peerAddress(hop.remoteAddress);
    this.#proto = `X-Forwarded-Proto: ${hop.remoteScheme ?? hop.scheme}`;
  }

  /** Whether the request's own field of that name, in lower case, is not passed on. */
  drops(name: string): boolean {
    return this.#dropped.has(name);
  }

  /** Lines to add to the request in the place of those that are dropped. */
  lines(fields: FieldLines): string[] {
    const { isTrusted, remoteScheme } = this.#hop;
    const lines: string[] = [];
    const route = isTrusted ? fields.all(FOR).filter((value) => value !== '') : [];
    if (this.#address !== undefined) route.push(this.#address);
    if (route.length > 0) lines.push(`X-Forwarded-For: ${route.length === 1 ? route[0]! : route.join(', ')}`);
    if (remoteScheme === undefined) {
      if (!isTrusted || !keep(fields, HOST, lines)) {
        const host = fields.first('host');
        if (host !== undefined) lines.push(`X-Forwarded-Host: ${host}`);
      }
      if (isTrusted && keep(fields, PROTO, lines)) return lines;
    }
    lines.push(this.#proto);
    return lines;
  }
}

/** Whether there are fields of that name; their lines are added as they came. */
function keep(fields: FieldLines, name: string, lines: string[]): boolean {
  let index = fields.names.indexOf(name);
  const isThere = index !== -1;
  while (index !== -1) {
    lines.push(fields.lines[index]!);
    index = fields.names.indexOf(name, index + 1);
  }
  return isThere;
}
