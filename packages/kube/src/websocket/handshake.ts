import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { KubeError } from '../kube-error.js';

/** RFC 6455, section 1.3. */
const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/**
 * The opening handshake of a client (RFC 6455, section 4.1). Own work, because other clients refuse a subprotocol that is no token, such as
 * Kubernetes' `SPDY/3.1+portforward.k8s.io`.
 */
export class Handshake {
  /** Of the request, a GET. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #key = randomBytes(16).toString('base64');
  readonly #protocol: string | undefined;

  constructor(protocol?: string) {
    this.#protocol = protocol;
    this.headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': this.#key,
      ...(protocol === undefined ? {} : { 'sec-websocket-protocol': protocol }),
    };
  }

  /** @throws {KubeError} `bad-answer` where a 101 with these headers does not answer this handshake. */
  check(headers: IncomingHttpHeaders): void {
    const accept = createHash('sha1')
      .update(this.#key + ACCEPT_SUFFIX)
      .digest('base64');
    if (headers.upgrade?.toLowerCase() !== 'websocket' || headers['sec-websocket-accept'] !== accept)
      throw new KubeError('bad-answer', 'what answered is no WebSocket');
    if (headers['sec-websocket-protocol'] !== this.#protocol)
      throw new KubeError('bad-answer', 'the WebSocket speaks another protocol than the one asked for');
    if (headers['sec-websocket-extensions'] !== undefined)
      throw new KubeError('bad-answer', 'the WebSocket has an extension that nobody asked for');
  }
}
