/** What the URL of an upstream puts in the place of a request's own target. */
export interface RemoteTarget {
  /** Absent where the URL has none but `/`: then requests keep their own. */
  readonly path: string | undefined;
  /** Without `?`, as it stands in the URL. Goes before the request's own. */
  readonly query: string | undefined;
}

/** The part of the upstream's URL that counts for a remote one. */
export function remoteTarget(upstream: URL): RemoteTarget {
  return {
    path: upstream.pathname === '/' ? undefined : upstream.pathname,
    query: upstream.search === '' ? undefined : upstream.search.slice(1),
  };
}

/**
 * The target under which a request goes to the upstream: its own path and query, or with `remote` the path of the
 * upstream and the queries of both. Nothing is decoded, so commas and percent signs stay what they are.
 *
 * @returns undefined for a target that is neither a path nor an http URL nor `*`.
 */
export function upstreamTarget(target: string, remote?: RemoteTarget): string | undefined {
  const own = originForm(target);
  if (own === undefined || remote === undefined || own === '*') return own;
  const mark = own.indexOf('?');
  const path = remote.path ?? (mark === -1 ? own : own.slice(0, mark));
  const query = mark === -1 ? '' : own.slice(mark + 1);
  if (remote.query === undefined) return query === '' ? path : `${path}?${query}`;
  return query === '' ? `${path}?${remote.query}` : `${path}?${remote.query}&${query}`;
}

/** RFC 9112 section 3.2: a proxy is also sent whole URLs, of which an origin server wants the path. */
function originForm(target: string): string | undefined {
  if (target.startsWith('/') || target === '*') return target;
  const rest = /^https?:\/\/[^/?#]+(.*)$/i.exec(target)?.[1];
  if (rest === undefined) return undefined;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
