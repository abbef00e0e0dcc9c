import {
  choosePod,
  choosePort,
  type Cluster,
  containerNamed,
  type PodFacts,
  resolvePods,
} from '@heaptide/kube';
import type { LiveTarget } from '../target.js';
import { kubeProblem } from './kube-problem.js';
import { openCluster } from './open-cluster.js';
import type { ReachSettings } from './reach-settings.js';
import type { ReachedProcess } from './reached-process.js';
import { tokenOf } from './token-of.js';

/**
 * The way to a process in a pod: by the endpoint of its agent, or with `attach` by its inspector. Of several pods one is
 * taken, which is told.
 * @throws {HeaptideError} as `reachTarget` does for a workload.
 */
export async function reachPod(
  target: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<ReachedProcess> {
  const cluster = await openCluster(settings);
  try {
    return await reachIn(cluster, target, settings);
  } catch (error) {
    await cluster.close();
    throw kubeProblem(error);
  }
}

async function reachIn(
  cluster: Cluster,
  { workload, port: wish }: Extract<LiveTarget, { kind: 'workload' }>,
  settings: ReachSettings,
): Promise<ReachedProcess> {
  const { reach = {}, signal, note } = settings;
  const { scope, pods } = await resolvePods(cluster.api, workload, cluster.namespace, signal);
  if (reach.container !== undefined) requireContainer(pods, reach.container);
  const { pod, words } = choosePod(pods, scope.name, reach.container);
  if (words !== undefined) note?.(words);
  const { port, container } = choosePort(pod, {
    port: wish,
    container: reach.container,
    servicePorts: scope.servicePorts,
  });
  if (reach.attach === true) {
    const { attachPod } = await import('./attach-pod.js');
    return attachPod({ cluster, pod, container, settings });
  }
  return {
    name: nameOf(pod),
    address: { kind: 'pod', name: nameOf(pod), pod: cluster.address(pod.name), port, ...tokenOf(settings) },
    close: () => cluster.close(),
  };
}

/** @throws {KubeError} `not-found` where none of the pods has a container of that name, whether it runs or not. */
function requireContainer(pods: readonly PodFacts[], wanted: string): void {
  if (pods.some(({ containers }) => containers.some(({ name }) => name === wanted))) return;
  containerNamed(pods[0]!, wanted);
}

function nameOf({ name }: PodFacts): string {
  return `pod/${name}`;
}
