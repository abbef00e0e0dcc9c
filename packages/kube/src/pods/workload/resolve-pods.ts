import type { KubeApi } from '../../api/kube-api.js';
import { KubeError } from '../../kube-error.js';
import { type PodFacts, podFacts } from '../pod-facts.js';
import { findScope } from './find-scope.js';
import { byAge, podsPath, type PodScope } from './pod-scope.js';
import { workloadName, type WorkloadRef } from './workload-ref.js';

/** The pods that a workload has at one moment. */
export interface ResolvedPods {
  readonly scope: PodScope;
  /** At least one, whether it runs or not; those that are going away last, then the newest first. */
  readonly pods: readonly PodFacts[];
}

/**
 * Finds the pods of a workload. All of a deployment's are given while it rolls out, those of its old ReplicaSets too.
 * @throws {KubeError} `not-found` where there is no such workload, or it has no pods; what the API meets.
 */
export async function resolvePods(
  api: Pick<KubeApi, 'getJson' | 'list'>,
  workload: WorkloadRef,
  namespace: string,
  signal?: AbortSignal,
): Promise<ResolvedPods> {
  const scope = await findScope(api, workload, namespace, signal);
  const ends = signal === undefined ? {} : { signal };
  const pods =
    workload.kind === 'pod'
      ? // Whoever may read one pod need not be allowed to list them.
        [await api.getJson(`${podsPath(namespace)}/${encodeURIComponent(workload.name)}`, ends)]
      : (await api.list(podsPath(namespace), { query: scope.query, ...ends })).items;
  const members = await scope.members(readPods(pods), signal);
  if (members.length === 0)
    throw new KubeError('not-found', `${workloadName(workload)} has no pods in the namespace ${namespace}`);
  return { scope, pods: [...members].sort(byAge) };
}

/** Those of the API's pods that hold. */
export function readPods(items: readonly unknown[]): readonly PodFacts[] {
  return items.map(podFacts).filter((pod) => pod !== undefined);
}
