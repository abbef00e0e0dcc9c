import { HeaptideError } from '@heaptide/agent';
import type { FieldLines } from '../http/field-lines.js';
import { isLoopbackHost } from './loopback-host.js';

/** A Host field, in lower case. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(?::([0-9]{1,5}))?$/;

/** What a Host without a port may stand for; which one, the proxy cannot know when TLS ends in front of it. */
const DEFAULT_PORTS: readonly string[] = ['80', '443'];

export interface HostGuardOptions {
  /**
   * Hosts under which the proxy is reached, such as `mcp.example.com`, `mcp.example.com:8080` or `*.example.com`,
   * which stands for all names below example.com. An entry without a port holds for any. Default: where the proxy
   * listens on loopback none but the names of loopback, which are always allowed there; else every Host passes.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Whether the proxy listens on loopback only. */
  readonly isLoopbackBound: boolean;
}

/**
 * Keeps out requests that came by a name which is not the proxy's. A page can point its own name at 127.0.0.1 (DNS
 * rebinding), but its browser still sends that name. The upstream cannot see it: the proxy replaces Host.
 */
export class HostGuard {
  readonly #isChecking: boolean;
  readonly #isLoopbackBound: boolean;
  /** `host` or `host:port`. */
  readonly #exact = new Set<string>();
  /** Suffixes with their leading dot. */
  readonly #below: { readonly suffix: string; readonly port: string | undefined }[] = [];

  /** @throws {HeaptideError} `HT_E_BAD_OPTION` for an entry that is no host. */
  constructor({ allowedHosts, isLoopbackBound }: HostGuardOptions) {
    this.#isChecking = isLoopbackBound || allowedHosts !== undefined;
    this.#isLoopbackBound = isLoopbackBound;
    for (const entry of allowedHosts ?? []) this.#add(entry);
  }

  /** Why a request is refused. One without Host passes: HTTP/1.1 has none such, and no browser speaks less. */
  refuses(fields: FieldLines): string | undefined {
    if (!this.#isChecking) return undefined;
    const index = fields.names.indexOf('host');
    if (index === -1) return undefined;
    if (fields.names.includes('host', index + 1)) return 'several Host fields';
    return this.#allows(fields.valueAt(index)) ? undefined : 'Host not allowed';
  }

  #add(entry: string): void {
    const isSuffix = entry.startsWith('*.');
    const host = parseHost(isSuffix ? entry.slice(2) : entry);
    if (host === undefined || (isSuffix && host.name.startsWith('['))) {
      throw new HeaptideError(
        'HT_E_BAD_OPTION',
        `allowed host ${JSON.stringify(entry)}: it must be a host or *.host, with or without a port`,
      );
    }
    if (isSuffix) this.#below.push({ suffix: `.${host.name}`, port: host.port });
    else this.#exact.add(host.port === undefined ? host.name : `${host.name}:${host.port}`);
  }

  #allows(value: string): boolean {
    const host = parseHost(value);
    if (host === undefined) return false;
    const { name, port } = host;
    if (this.#isLoopbackBound && isLoopbackHost(name)) return true;
    if (this.#exact.has(name)) return true;
    const ports = port === undefined ? DEFAULT_PORTS : [port];
    if (ports.some((each) => this.#exact.has(`${name}:${each}`))) return true;
    return this.#below.some(
      (each) =>
        name.length > each.suffix.length &&
        name.endsWith(each.suffix) &&
        (each.port === undefined || ports.includes(each.port)),
    );
  }
}

interface Host {
  /** In lower case, without the dot of the root. */
  readonly name: string;
  readonly port: string | undefined;
}

function parseHost(value: string): Host | undefined {
  const match = HOST.exec(value.toLowerCase());
  if (match === null) return undefined;
  const name = match[1]!;
  return { name: name.endsWith('.') ? name.slice(0, -1) : name, port: match[2] };
}
