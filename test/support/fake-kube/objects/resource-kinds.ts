/** A kind of object that the fake cluster stores, by the name that stands in a path. */
export interface ResourceKind {
  readonly plural: ResourceName;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly isNamespaced: boolean;
  readonly shortNames: readonly string[];
}

export type ResourceName = 'pods' | 'services' | 'events' | 'namespaces' | 'deployments' | 'replicasets';

export const RESOURCE_KINDS: readonly ResourceKind[] = [
  { plural: 'pods', kind: 'Pod', group: '', version: 'v1', isNamespaced: true, shortNames: ['po'] },
  { plural: 'services', kind: 'Service', group: '', version: 'v1', isNamespaced: true, shortNames: ['svc'] },
  { plural: 'events', kind: 'Event', group: '', version: 'v1', isNamespaced: true, shortNames: ['ev'] },
  {
    plural: 'namespaces',
    kind: 'Namespace',
    group: '',
    version: 'v1',
    isNamespaced: false,
    shortNames: ['ns'],
  },
  {
    plural: 'deployments',
    kind: 'Deployment',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    shortNames: ['deploy'],
  },
  {
    plural: 'replicasets',
    kind: 'ReplicaSet',
    group: 'apps',
    version: 'v1',
    isNamespaced: true,
    shortNames: ['rs'],
  },
];

export function findKind(group: string, plural: string): ResourceKind | undefined {
  return RESOURCE_KINDS.find((kind) => kind.group === group && kind.plural === plural);
}

export function kindOf(plural: ResourceName): ResourceKind {
  const found = RESOURCE_KINDS.find((kind) => kind.plural === plural);
  if (!found) throw new Error(`no kind ${plural}`);
  return found;
}

/** `v1` or `apps/v1`. */
export function apiVersionOf({ group, version }: ResourceKind): string {
  return group === '' ? version : `${group}/${version}`;
}
