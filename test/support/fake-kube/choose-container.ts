import { ApiRefusal, notFound } from './api-status.js';
import type { ClusterState } from './cluster-state.js';
import type { PodObject } from './objects/pod-object.js';

/** The stored pod. Throws the API's 404. */
export function findPod({ store }: ClusterState, namespace: string, name: string): PodObject {
  const pod = store.get('pods', namespace, name);
  if (!pod) throw notFound('pods', name);
  return pod as unknown as PodObject;
}

/** The container that is asked for, or the only one. Throws the API's 400. */
export function chooseContainer(
  cluster: ClusterState,
  namespace: string,
  name: string,
  wanted: string | null,
): string {
  const { spec } = findPod(cluster, namespace, name);
  const containers = [...spec.containers, ...(spec.ephemeralContainers ?? [])].map((each) => each.name);
  const [first = ''] = containers;
  if (wanted === null && spec.containers.length > 1) {
    throw new ApiRefusal(
      400,
      'BadRequest',
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]`,
    );
  }
  if (wanted !== null && !containers.includes(wanted)) {
    throw new ApiRefusal(400, 'BadRequest', `container ${wanted} is not valid for pod ${name}`);
  }
  return wanted ?? first;
}
