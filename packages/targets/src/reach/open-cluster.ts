import { Cluster, kubectlOptions } from '@heaptide/kube';
import { tellingKubeProblems } from './kube-problem.js';
import type { ReachSettings } from './reach-settings.js';

/**
 * The cluster that kubectl would take, told by flags of the same names.
 * @throws {HeaptideError} `HT_E_NO_KUBECTL`, `HT_E_KUBECTL_FAILED`, `HT_E_NO_CLUSTER`, `HT_E_NO_CLUSTER_ACCESS`,
 * `HT_E_TIMEOUT`.
 */
export function openCluster({ reach = {}, env = process.env, signal }: ReachSettings): Promise<Cluster> {
  const { namespace, transport = 'auto' } = reach;
  return tellingKubeProblems(
    Cluster.open({ kubectl: kubectlOptions({ ...reach, env }), transport, namespace, signal }),
  );
}
