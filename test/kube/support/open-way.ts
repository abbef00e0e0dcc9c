import {
  choosePod,
  choosePort,
  Cluster,
  connectPod,
  kubectlOptions,
  type PodConnector,
  resolvePods,
  type WorkloadRef,
} from '@heaptide/kube';
import type { KubectlRelease } from '../../support/kubectl-releases.js';
import { KubePlace } from './kube-place.js';
import { kubectlWithout } from './kubectl-without.js';
import type { Way } from './ways.js';

/** A cluster that is open for one way into its pods. */
export interface OpenWay {
  readonly place: KubePlace;
  /** Finds one pod of a workload, and its port, as a command does. */
  reach(workload: WorkloadRef): Promise<ReachedPod>;
  close(): Promise<void>;
}

export interface ReachedPod {
  readonly name: string;
  readonly port: number;
  readonly connector: PodConnector;
}

export async function openWay({ asked, faults, rejected }: Way, kubectl: KubectlRelease): Promise<OpenWay> {
  const place = await KubePlace.open(kubectl);
  const { server, cluster } = place;
  Object.assign(server.faults, faults);
  const program =
    rejected === undefined ? kubectl.path : kubectlWithout(rejected, kubectl.path, cluster.home);
  const options = kubectlOptions({ env: { ...cluster.env, ...place.env, HEAPTIDE_KUBECTL: program } });
  const opened = await Cluster.open({ kubectl: options, transport: asked }).catch(async (error: unknown) => {
    await place.close();
    throw error;
  });
  const connectors = new Set<PodConnector>();
  return {
    place,
    reach: async (workload) => {
      const { pods, scope } = await resolvePods(opened.api, workload, opened.namespace);
      const { pod } = choosePod(pods, scope.name);
      const connector = connectPod(opened.address(pod.name));
      connectors.add(connector);
      return { name: pod.name, port: choosePort(pod, scope).port, connector };
    },
    close: async () => {
      await Promise.all([...connectors].map((connector) => connector.close()));
      await opened.close();
      await place.nothingIsLeft();
      await place.close();
    },
  };
}
