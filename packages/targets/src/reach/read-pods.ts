import type { PodFacts } from '@heaptide/kube';
import type { LiveTarget } from '../target.js';
import type { ReachSettings } from './reach-settings.js';

/**
 * What the cluster knows of the pods of a workload now.
 * @throws {HeaptideError} as `reachTarget` does for a workload.
 */
export async function readPods(
  { workload }: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<readonly PodFacts[]> {
  const { openCluster } = await import('./open-cluster.js');
  const { tellingKubeProblems } = await import('./kube-problem.js');
  const { resolvePods } = await import('@heaptide/kube');
  const cluster = await openCluster(settings);
  try {
    const { pods } = await tellingKubeProblems(
      resolvePods(cluster.api, workload, cluster.namespace, settings.signal),
    );
    return pods;
  } finally {
    await cluster.close();
  }
}
