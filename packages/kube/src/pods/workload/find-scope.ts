import type { KubeApi } from '../../api/kube-api.js';
import { KubeError } from '../../kube-error.js';
import { ApiValue } from '../api-value.js';
import type { PodFacts } from '../pod-facts.js';
import { labelSelectorText, serviceSelectorText } from './label-selector.js';
import type { PodScope } from './pod-scope.js';
import { ReplicaSets } from './replica-sets.js';
import { servicePorts } from './service-port.js';
import { workloadName, type WorkloadRef } from './workload-ref.js';

/** What of the API finds a workload. */
export type ScopeApi = Pick<KubeApi, 'getJson' | 'list'>;

/** Where in the API the kinds that control pods stand. */
const CONTROLLERS = { deploy: 'deployments', sts: 'statefulsets', ds: 'daemonsets' } as const;

/**
 * Looks a workload up. Whether a pod of that name is there, or any that a selector finds, is not asked.
 * @throws {KubeError} `not-found` where there is no such workload, or it has no selector; what the API meets.
 */
export async function findScope(
  api: ScopeApi,
  workload: WorkloadRef,
  namespace: string,
  signal?: AbortSignal,
): Promise<PodScope> {
  const name = workloadName(workload);
  const scope = { name, namespace, servicePorts: [], members: everyPod };
  switch (workload.kind) {
    case 'pod':
      return { ...scope, query: { fieldSelector: `metadata.name=${workload.name}` } };
    case 'selector':
      return { ...scope, query: { labelSelector: workload.selector } };
    case 'svc': {
      const service = await read(
        api,
        `/api/v1/namespaces/${path(namespace)}/services`,
        workload.name,
        signal,
      );
      const labelSelector = required(serviceSelectorText(service.at('spec', 'selector')), name);
      return { ...scope, query: { labelSelector }, servicePorts: servicePorts(service.at('spec', 'ports')) };
    }
    default: {
      const apps = `/apis/apps/v1/namespaces/${path(namespace)}`;
      const controller = await read(api, `${apps}/${CONTROLLERS[workload.kind]}`, workload.name, signal);
      const labelSelector = required(labelSelectorText(controller.at('spec', 'selector')), name);
      const uid = controller.at('metadata', 'uid').text;
      const query = { labelSelector };
      if (uid === undefined) return { ...scope, query };
      if (workload.kind !== 'deploy') return { ...scope, query, members: controlledBy(uid) };
      const replicaSets = new ReplicaSets(api, { path: `${apps}/replicasets`, query, deployment: uid });
      return { ...scope, query, members: (pods, ends) => replicaSets.members(pods, ends) };
    }
  }
}

async function read(
  api: ScopeApi,
  parent: string,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ApiValue> {
  return new ApiValue(await api.getJson(`${parent}/${path(name)}`, signal === undefined ? {} : { signal }));
}

function required(selector: string | undefined, name: string): string {
  if (selector === undefined) throw new KubeError('not-found', `${name} selects no pods`);
  return selector;
}

function everyPod(pods: readonly PodFacts[]): Promise<readonly PodFacts[]> {
  return Promise.resolve(pods);
}

function controlledBy(uid: string): PodScope['members'] {
  return (pods) => Promise.resolve(pods.filter(({ owner }) => owner?.uid === uid));
}

function path(name: string): string {
  return encodeURIComponent(name);
}
