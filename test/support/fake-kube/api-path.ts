/** What a request asks for, as authorisation sees it. */
export interface ApiRequest {
  readonly group: string;
  readonly version: string;
  /** The resource's plural, such as `pods`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Such as `log` or `portforward`. */
  readonly subresource?: string;
  /** What follows `proxy/`. */
  readonly rest: string;
  readonly query: URLSearchParams;
}

const PATH =
  /^\/(?:api\/(?<core>v1)|apis\/(?<group>[^/]+)\/(?<version>[^/]+))(?:\/namespaces\/(?<namespace>[^/]+)(?=\/.))?\/(?<resource>[a-z]+)(?:\/(?<name>[^/]+)(?:\/(?<subresource>[a-z]+)(?:\/(?<rest>.*))?)?)?$/;

/** `undefined` for a path that names no resource. */
export function parseApiPath({ pathname, searchParams }: URL): ApiRequest | undefined {
  const groups = PATH.exec(pathname)?.groups;
  if (!groups) return undefined;
  const { core, group = '', version = core, resource, namespace, name, subresource, rest = '' } = groups;
  return {
    group,
    version: version!,
    resource: resource!,
    ...(namespace !== undefined && { namespace: decodeURIComponent(namespace) }),
    ...(name !== undefined && { name: decodeURIComponent(name) }),
    ...(subresource !== undefined && { subresource }),
    rest,
    query: searchParams,
  };
}

/** `get`, `list`, `watch`, `create`, `update`, `patch` or `delete`. */
export function verbOf(method: string, { name, subresource, query }: ApiRequest): string {
  // Whichever way the upgrade is asked for.
  if (subresource === 'portforward' || subresource === 'exec' || subresource === 'attach') return 'create';
  if (method === 'GET' || method === 'HEAD') {
    if (name !== undefined) return 'get';
    return isWatch(query) ? 'watch' : 'list';
  }
  return { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method] ?? method.toLowerCase();
}

export function isWatch(query: URLSearchParams): boolean {
  return query.get('watch') === 'true' || query.get('watch') === '1';
}
