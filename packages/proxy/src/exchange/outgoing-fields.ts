import type { FieldLines } from '../http/field-lines.js';
import type { RequestHead } from '../http/request-head.js';
import type { ForwardedFields } from '../rules/forwarded-fields.js';
import type { HeaderRules } from '../rules/header-rules.js';
import { SESSION_HEADER } from '../sessions/session-id.js';

/**
 * Fields that concern one connection (RFC 9110 section 7.6.1), and Host. Transfer-Encoding is not among them: chunks are
 * passed on as they come.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'upgrade',
]);

/** Fields that are about the message that has them, and mean nothing on another one of the same client. */
const OF_ONE_MESSAGE: ReadonlySet<string> = new Set([
  ...LEFT_OUT,
  'accept',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'last-event-id',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  SESSION_HEADER,
  'trailer',
  'transfer-encoding',
]);

/** Methods that have no body unless they say so; any other without one says that its length is 0. */
const BODILESS_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

export interface UpstreamRequest {
  readonly target: string;
  /** `host[:port]` of the upstream. */
  readonly host: string;
  /** In the place of the client's; by default that stays. */
  readonly sessionId: string | undefined;
  /** Whether the client's is left out. */
  readonly dropsSessionId: boolean;
  /** Whether the stream that is asked for can be resumed where an earlier one broke off; asked only where that is wished. */
  canResumeStream(): boolean;
}

/** A request of the proxy's own, in the name of a client. */
export interface OwnRequest {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  readonly sessionId: string | undefined;
  /** JSON. */
  readonly body: Buffer | undefined;
}

/** What the upstream gets to see of a request's fields. */
export class OutgoingFields {
  readonly #head: RequestHead;
  readonly #forwarded: ForwardedFields;
  readonly #rules: HeaderRules;

  constructor(head: RequestHead, forwarded: ForwardedFields, rules: HeaderRules) {
    this.#head = head;
    this.#forwarded = forwarded;
    this.#rules = rules;
  }

  /** Head of the request itself: lines as they came and in their order, but for those that are the proxy's. */
  requestText(request: UpstreamRequest): string {
    const { method, fields, body } = this.#head;
    const { names, lines } = fields;
    let text = `${method} ${request.target} HTTP/1.1\r\nHost: ${request.host}\r\n`;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!;
      if (LEFT_OUT.has(name) || this.#strips(name)) continue;
      // In their plainest form: not every server reads zeros and tabs in them alike.
      if (name === 'transfer-encoding') text += 'Transfer-Encoding: chunked\r\n';
      else if (name === 'content-length')
        text += `Content-Length: ${body.by === 'length' ? body.length : 0}\r\n`;
      else if (name === SESSION_HEADER) {
        if (request.dropsSessionId) continue;
        text += request.sessionId === undefined ? `${lines[index]!}\r\n` : sessionLine(request.sessionId);
      } else if (name !== 'last-event-id' || request.canResumeStream()) {
        text += `${lines[index]!}\r\n`;
      }
    }
    if (body.by === 'none' && !BODILESS_METHODS.has(method) && !names.includes('content-length')) {
      text += 'Content-Length: 0\r\n';
    }
    return `${text}${this.#addedText(fields)}\r\n`;
  }

  /** Head of another request, with what this one says of its client: credentials, languages, traces. */
  ownRequestText({ method, target, host, sessionId, body }: OwnRequest): string {
    const { fields } = this.#head;
    const { names, lines } = fields;
    let text = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n`;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!;
      if (!OF_ONE_MESSAGE.has(name) && !this.#strips(name)) text += `${lines[index]!}\r\n`;
    }
    text += 'Accept: application/json, text/event-stream\r\n';
    if (sessionId !== undefined) {
      const version = fields.first('mcp-protocol-version');
      text += sessionLine(sessionId);
      if (version !== undefined) text += `MCP-Protocol-Version: ${version}\r\n`;
    }
    if (body !== undefined) text += `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    return `${text}${this.#addedText(fields)}\r\n`;
  }

  #strips(name: string): boolean {
    const { named } = this.#head.connection;
    return named?.has(name) === true || this.#forwarded.drops(name) || this.#rules.strips(name);
  }

  #addedText(fields: FieldLines): string {
    let text = '';
    for (const line of this.#forwarded.lines(fields)) text += `${line}\r\n`;
    for (const line of this.#rules.lines) text += `${line}\r\n`;
    return text;
  }
}

function sessionLine(id: string): string {
  return `Mcp-Session-Id: ${id}\r\n`;
}
