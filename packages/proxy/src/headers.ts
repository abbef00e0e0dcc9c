import { isSessionId, SESSION_HEADER } from './session-id.js';

/**
 * What a message's header section becomes on the other side. Names, values and their order are passed on as they came,
 * as flat `name, value` lists; only fields that concern one connection (RFC 9110 section 7.6.1) and those that this
 * proxy itself answers for are taken out.
 */

const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** A client's own word on where a request comes from is not passed on as ours. */
const REPLACED: ReadonlySet<string> = new Set([
  'host',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
]);

const EVENT_STREAM = /^\s*text\/event-stream\s*(?:;|$)/i;

/** Methods for which node leaves a request without a body as it is; to any other it gives an empty chunked one. */
const BODILESS_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

export interface RequestOrigin {
  readonly method: string;
  /** Address of the client; absent once its socket is gone. */
  readonly clientAddress: string | undefined;
  /** `host[:port]` of the upstream. */
  readonly upstreamHost: string;
}

export interface RequestHead {
  readonly headers: string[];
  readonly sessionId: string | undefined;
  /** `unsupported` stands for a transfer coding that would be lost on the way. */
  readonly body: 'none' | 'length' | 'chunked' | 'unsupported';
}

export interface ResponseHead {
  readonly headers: string[];
  readonly sessionId: string | undefined;
  readonly isEventStream: boolean;
  /** Whether trailer fields can follow the body. */
  readonly trailers: boolean;
}

export function requestHead(raw: readonly string[], origin: RequestOrigin): RequestHead {
  const named = connectionOptions(raw);
  const headers = ['Host', origin.upstreamHost];
  const sessionId = new SessionIdField();
  let clientHost: string | undefined;
  let body: RequestHead['body'] = 'none';
  let trailer: string | undefined;
  for (let index = 0; index < raw.length; index += 2) {
    const value = raw[index + 1]!;
    const name = raw[index]!.toLowerCase();
    if (name === SESSION_HEADER) sessionId.add(value);
    else if (name === 'host') clientHost = value;
    else if (name === 'content-length') body = 'length';
    else if (name === 'transfer-encoding') {
      body = value.trim().toLowerCase() === 'chunked' ? 'chunked' : 'unsupported';
    }
    if (name === 'trailer') trailer = value;
    else if (!HOP_BY_HOP.has(name) && !REPLACED.has(name) && !named?.has(name)) {
      headers.push(raw[index]!, value);
    }
  }
  if (body === 'chunked') {
    headers.push('Transfer-Encoding', 'chunked');
    if (trailer !== undefined) headers.push('Trailer', trailer);
  } else if (body === 'none' && !BODILESS_METHODS.has(origin.method)) {
    headers.push('Content-Length', '0');
  }
  if (origin.clientAddress !== undefined) {
    headers.push('X-Forwarded-For', withoutMappedPrefix(origin.clientAddress));
  }
  if (clientHost !== undefined) headers.push('X-Forwarded-Host', clientHost);
  headers.push('X-Forwarded-Proto', 'http');
  return { headers, sessionId: sessionId.value, body };
}

/** `canChunk` says whether the answer has a body, and goes to a client that understands chunked coding. */
export function responseHead(raw: readonly string[], options: { readonly canChunk: boolean }): ResponseHead {
  const named = connectionOptions(raw);
  const headers: string[] = [];
  const sessionId = new SessionIdField();
  let isEventStream = false;
  let trailers = false;
  let trailer: string | undefined;
  for (let index = 0; index < raw.length; index += 2) {
    const value = raw[index + 1]!;
    const name = raw[index]!.toLowerCase();
    if (name === SESSION_HEADER) sessionId.add(value);
    else if (name === 'content-type') isEventStream = EVENT_STREAM.test(value);
    else if (name === 'transfer-encoding') trailers = options.canChunk;
    if (name === 'trailer') trailer = value;
    else if (!HOP_BY_HOP.has(name) && !named?.has(name)) headers.push(raw[index]!, value);
  }
  if (trailers && trailer !== undefined) headers.push('Trailer', trailer);
  return { headers, sessionId: sessionId.value, isEventStream, trailers };
}

/** Trailer fields as the pairs that node's `addTrailers` takes. */
export function trailerPairs(raw: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) pairs.push([raw[index]!, raw[index + 1]!]);
  return pairs;
}

/** Names that Connection fields declare as concerning this connection only, besides those that always do. */
function connectionOptions(raw: readonly string[]): Set<string> | undefined {
  let named: Set<string> | undefined;
  for (let index = 0; index < raw.length; index += 2) {
    if (raw[index]!.length !== 'connection'.length || raw[index]!.toLowerCase() !== 'connection') continue;
    for (const option of raw[index + 1]!.split(',')) {
      const name = option.trim().toLowerCase();
      if (name !== 'keep-alive' && name !== 'close' && name !== '') (named ??= new Set()).add(name);
    }
  }
  return named;
}

/** IPv4 clients of a dual-stack socket appear as `::ffff:a.b.c.d`. */
function withoutMappedPrefix(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

/** The one valid session id of a header section; a repeated field names no session. */
class SessionIdField {
  #value: string | undefined;
  #seen = false;

  add(value: string): void {
    this.#value = !this.#seen && isSessionId(value) ? value : undefined;
    this.#seen = true;
  }

  get value(): string | undefined {
    return this.#value;
  }
}
