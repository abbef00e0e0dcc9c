import { RESOURCE_KINDS, apiVersionOf } from './objects/resource-kinds.js';

interface ApiResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
}

const SUBRESOURCES: Readonly<Record<string, readonly ApiResource[]>> = {
  v1: [
    resource('pods/log', 'Pod', ['get']),
    resource('pods/exec', 'PodExecOptions', ['create', 'get']),
    resource('pods/portforward', 'PodPortForwardOptions', ['create', 'get']),
    resource('pods/proxy', 'PodProxyOptions', ['create', 'get']),
    resource('pods/ephemeralcontainers', 'Pod', ['get', 'patch', 'update']),
  ],
  'apps/v1': [],
  'authorization.k8s.io/v1': [
    { ...resource('selfsubjectaccessreviews', 'SelfSubjectAccessReview', ['create']), namespaced: false },
  ],
  'metrics.k8s.io/v1beta1': [resource('pods', 'PodMetrics', ['get', 'list'])],
};

/** The documents by which kubectl learns what a server knows; `undefined` for a path that is none of them. */
export function discovery(
  path: string,
  { minor, hasMetrics }: { minor: number; hasMetrics: boolean },
): unknown {
  const groupVersions = Object.keys(SUBRESOURCES).filter(
    (groupVersion) => groupVersion !== 'metrics.k8s.io/v1beta1' || hasMetrics,
  );
  if (path === '/version') {
    return { major: '1', minor: String(minor), gitVersion: `v1.${minor}.0`, platform: 'linux/amd64' };
  }
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups(groupVersions) };
  const groupVersion = path === '/api/v1' ? 'v1' : path.replace(/^\/apis\//, '');
  if (!groupVersions.includes(groupVersion)) return undefined;
  const kinds = RESOURCE_KINDS.filter((kind) => apiVersionOf(kind) === groupVersion).map((kind) => ({
    ...resource(kind.plural, kind.kind, ['get', 'list', 'watch']),
    namespaced: kind.isNamespaced,
    shortNames: kind.shortNames,
  }));
  const resources = [...kinds, ...(SUBRESOURCES[groupVersion] ?? [])];
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function groups(groupVersions: readonly string[]): readonly unknown[] {
  return groupVersions
    .map((groupVersion) => groupVersion.split('/'))
    .filter(([, version]) => version !== undefined)
    .map(([name, version]) => {
      const only = { groupVersion: `${name}/${version}`, version };
      return { name, versions: [only], preferredVersion: only };
    });
}

function resource(name: string, kind: string, verbs: readonly string[]): ApiResource {
  return { name, singularName: kind.toLowerCase(), namespaced: true, kind, verbs };
}
