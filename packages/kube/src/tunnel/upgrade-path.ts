import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import { KubeError, type KubeErrorKind } from '../kube-error.js';

export interface UpgradeRequest {
  readonly method: 'GET' | 'POST';
  /** With its query; begins with `/`. */
  readonly path: string;
  /** Those of the upgrade itself are among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** The connection is the caller's from here on. */
export interface Upgraded {
  readonly socket: Duplex;
  /** What came behind the answer's head; not in `socket`. */
  readonly head: Buffer;
  readonly status: 101;
  readonly headers: IncomingHttpHeaders;
}

/** How a request to leave HTTP gets to the API server. */
export interface UpgradePath {
  /** @throws {UpgradeRefused} where the answer is another than 101; {@link KubeError} where there is none. */
  request(options: UpgradeRequest): Promise<Upgraded>;
}

/** The API server, or something before it, answered with `status` and stays with HTTP. */
export class UpgradeRefused extends KubeError {
  readonly status: number;

  constructor(kind: KubeErrorKind, message: string, status: number, options?: ErrorOptions) {
    super(kind, message, options);
    this.status = status;
  }
}
