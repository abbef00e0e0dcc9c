/** One thing to be allowed, in the words of RBAC. */
export interface AccessNeed {
  readonly verb: string;
  /** API group; empty for the core. */
  readonly group: string;
  /** As a Role names it, with what is under it: `pods/portforward`. */
  readonly resource: string;
}

/** What a command sets out to do in a cluster. */
export type AccessFeature =
  'pods' | 'workloads' | 'watch' | 'forward' | 'logs' | 'events' | 'metrics' | 'attach' | 'debug-container';

/** What each of them needs. */
export const ACCESS_NEEDS: Readonly<Record<AccessFeature, readonly AccessNeed[]>> = {
  pods: core('pods', 'get', 'list'),
  workloads: [
    ...core('services', 'get'),
    ...ofGroup('apps', 'deployments', 'get'),
    ...ofGroup('apps', 'replicasets', 'list'),
    ...ofGroup('apps', 'statefulsets', 'get'),
    ...ofGroup('apps', 'daemonsets', 'get'),
  ],
  watch: core('pods', 'watch'),
  forward: core('pods/portforward', 'create'),
  logs: core('pods/log', 'get'),
  events: core('events', 'list'),
  metrics: ofGroup('metrics.k8s.io', 'pods', 'list'),
  attach: core('pods/exec', 'create'),
  'debug-container': core('pods/ephemeralcontainers', 'patch'),
};

/** `create pods/portforward`, with the group where it is not the core. */
export function needWords({ verb, group, resource }: AccessNeed): string {
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}`;
}

function core(resource: string, ...verbs: readonly string[]): readonly AccessNeed[] {
  return ofGroup('', resource, ...verbs);
}

function ofGroup(group: string, resource: string, ...verbs: readonly string[]): readonly AccessNeed[] {
  return verbs.map((verb) => ({ verb, group, resource }));
}
