import type { IncomingMessage } from 'node:http';

/** Why a request is refused. */
export interface Refusal {
  readonly status: 403;
  readonly message: string;
}

export interface AccessRules {
  /** The server is bound to loopback, and serves nobody else. */
  readonly isLocal: boolean;
  /** As bound. */
  readonly host: string;
}

/** Does this name or address always mean the machine itself? */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(bare);
}

/**
 * May this request be answered?
 *
 * A page of another site must not read profiles or change settings through the reader's browser: not by a name that it
 * makes point to this machine (so a local server answers to local names only), and not by fetching or framing these
 * pages (so what a browser marks as coming from elsewhere is refused, unless the reader follows a link).
 */
export function refuse(request: IncomingMessage, { isLocal, host }: AccessRules): Refusal | undefined {
  const no = (message: string): Refusal => ({ status: 403, message });
  const { headers } = request;
  const asked = hostName(headers.host ?? '');
  if (isLocal) {
    if (!isLoopback(request.socket.remoteAddress ?? '')) return no('permission denied');
    if (asked === undefined || !(isLoopback(asked) || asked === host)) {
      return no('permission denied: the Host header names no local host');
    }
  }
  const site = headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead) {
    const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
    return isForeign && !isVisit ? no('permission denied: asked for by another site') : undefined;
  }
  const { origin } = headers;
  if (isForeign || (origin !== undefined && origin.replace(/^https?:\/\//, '') !== headers.host)) {
    return no('permission denied: asked for by another site');
  }
  return undefined;
}

/** The name in a `Host` header; `undefined` when there is none. */
function hostName(header: string): string | undefined {
  return /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::\d{1,5})?$/.exec(header)?.[1]?.replace(/^\[(.*)\]$/, '$1');
}
