import {
  choosePort,
  Cluster,
  connectPod,
  findScope,
  type PodFacts,
  type PodScope,
  podUsage,
  PodWatcher,
} from '@heaptide/kube';
import type { LiveProcess } from '../live-process.js';
import { kubeProblem, tellingKubeProblems } from '../reach/kube-problem.js';
import { podEndpoint } from '../reach/pod-endpoint.js';
import type { WorkloadAddress } from './reach-workload.js';
import type { WatchedPod } from './watched-pod.js';
import { watchedPod } from './watched-pods.js';
import type { WorkloadSource } from './workload-source.js';

export interface JoinOptions {
  /** Bound on one capture. */
  readonly timeoutMs?: number;
  /** Told what keeps the pods from being followed, a line each. Raw text. */
  readonly onProblem?: (problem: string) => void;
}

/**
 * The pods at an address, in whatever thread, while the way to it is kept open.
 * @throws {HeaptideError} as `reachWorkload` does.
 */
export async function joinWorkload(
  address: WorkloadAddress,
  options: JoinOptions = {},
): Promise<WorkloadSource> {
  const cluster = Cluster.join(address.cluster);
  const scope = await tellingKubeProblems(findScope(cluster.api, address.workload, cluster.namespace));
  return new ClusterWorkload(address, { cluster, scope, ...options });
}

class ClusterWorkload implements WorkloadSource {
  readonly name: string;
  readonly namespace: string;
  readonly #address: WorkloadAddress;
  readonly #cluster: Cluster;
  readonly #scope: PodScope;
  readonly #options: JoinOptions;

  constructor(
    address: WorkloadAddress,
    { cluster, scope, ...options }: JoinOptions & { readonly cluster: Cluster; readonly scope: PodScope },
  ) {
    this.name = address.name;
    this.namespace = cluster.namespace;
    this.#address = address;
    this.#cluster = cluster;
    this.#scope = scope;
    this.#options = options;
  }

  async *pods(signal: AbortSignal): AsyncGenerator<readonly WatchedPod[]> {
    const { onProblem } = this.#options;
    const watcher = new PodWatcher(
      this.#cluster.api,
      this.#scope,
      onProblem === undefined ? {} : { onProblem },
    );
    try {
      for await (const pods of watcher.lists(signal)) {
        yield pods.flatMap((pod) => this.#watched(pod));
      }
    } catch (error) {
      throw kubeProblem(error);
    }
  }

  connect({ name, port }: WatchedPod): LiveProcess {
    const { token } = this.#address;
    const { timeoutMs } = this.#options;
    const connector = connectPod(this.#cluster.address(name));
    return podEndpoint(
      { name: `pod/${name}`, port, ...(token === undefined ? {} : { token }) },
      connector,
      timeoutMs === undefined ? {} : { timeoutMs },
    );
  }

  async usage(signal: AbortSignal): Promise<ReadonlyMap<string, number> | undefined> {
    const { query } = this.#scope;
    const usage = await tellingKubeProblems(podUsage(this.#cluster.api, this.namespace, { query, signal }));
    if (usage === undefined) return undefined;
    return new Map([...usage].map(([name, { bytes }]) => [name, bytes]));
  }

  async close(): Promise<void> {
    await this.#cluster.close();
  }

  /** A pod without the container or the port that was asked for is none of ours. */
  #watched(pod: PodFacts): readonly WatchedPod[] {
    const { port, container } = this.#address;
    try {
      return [watchedPod(pod, choosePort(pod, { port, container, servicePorts: this.#scope.servicePorts }))];
    } catch (error) {
      this.#options.onProblem?.((error as Error).message);
      return [];
    }
  }
}
