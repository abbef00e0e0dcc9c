/** How many redirects of one request are followed; the next is passed on to the client as it is. */
export const MAX_REDIRECTS = 10;

/** Those after which the same request is sent again. 303 asks for another one, 300 and 304 for none. */
const FOLLOWED: ReadonlySet<number> = new Set([301, 302, 307, 308]);

const BEYOND_ASCII = /[\x80-\xff]/g;

export interface Redirect {
  readonly status: number;
  /** Value of the Location field. */
  readonly location: string | undefined;
  /** Target under which the upstream was asked. */
  readonly target: string;
  /** `scheme://host[:port]`. */
  readonly upstreamOrigin: string;
}

/**
 * The target to send the same request to, with its method and body, when the upstream redirects within itself: such as
 * from `/mcp` to `/mcp/`, which many a client does not follow with a POST.
 *
 * @returns undefined for a redirect that is the client's to judge, and which it gets as it is: one to another origin,
 * since the request may carry credentials that are meant for this one. Another port and another scheme are another
 * origin: from https to http they would show the request to all, and from http to https the answer tells whoever set
 * up this proxy that its upstream has moved. Also for one without a Location, or with a malformed one.
 */
export function redirectTarget({ status, location, target, upstreamOrigin }: Redirect): string | undefined {
  if (!FOLLOWED.has(status) || location === undefined || location === '') return undefined;
  const url = resolve(location, `${upstreamOrigin}${target === '*' ? '/' : target}`);
  if (url?.username !== '' || url.password !== '') return undefined;
  return url.origin === new URL(upstreamOrigin).origin ? url.pathname + url.search : undefined;
}

function resolve(location: string, base: string): URL | undefined {
  const ascii = location.replace(BEYOND_ASCII, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  try {
    return new URL(ascii, base);
  } catch {
    return undefined;
  }
}
