import type { KubeApi } from '../api/kube-api.js';
import { KubectlApi } from '../api/kubectl-api.js';
import { SocketApi } from '../api/socket-api.js';
import { defaultNamespace } from '../kubectl/default-namespace.js';
import type { KubectlOptions } from '../kubectl/kubectl-options.js';
import { KubectlProxy } from '../kubectl/kubectl-proxy.js';
import { type KubectlRun, runKubectl } from '../kubectl/run-kubectl.js';
import type { PodAddress, TransportChoice } from './pod-address.js';

export interface ClusterOptions {
  readonly kubectl: KubectlOptions;
  readonly transport: TransportChoice;
  /** Absent for the one that kubectl would take. */
  readonly namespace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** On Windows, the sockets of Go are none that Node.js connects to. */
const HAS_SOCKETS = process.platform !== 'win32';

/** A program that is run in a container. */
export interface ExecOptions {
  readonly pod: string;
  readonly container: string;
  readonly argv: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Of the container that `kubectl debug` adds: it has Node.js, and little else. */
const DEBUG_IMAGE = 'node:22-slim';
/** More than what a program says that looks for a process. */
const MOST_EXEC_BYTES = 1024 * 1024;

/** All that another thread needs to use the same cluster, while it is open in this one. Data alone. */
export type ClusterLink = Omit<PodAddress, 'pod'>;

/** A cluster as one command uses it, through one `kubectl proxy`; without, where the transport is `port-forward`, and on Windows. */
export class Cluster {
  readonly api: KubeApi;
  readonly link: ClusterLink;
  readonly #proxy: KubectlProxy | undefined;

  private constructor(link: ClusterLink, proxy?: KubectlProxy) {
    this.link = link;
    this.#proxy = proxy;
    const { kubectl, proxySocket } = link;
    this.api = proxySocket === undefined ? new KubectlApi(kubectl) : new SocketApi(proxySocket);
  }

  /** The cluster that is open in another thread, which has to outlast this. */
  static join(link: ClusterLink): Cluster {
    return new Cluster(link);
  }

  /** @throws {KubeError} what starting kubectl meets; the signal's reason once it is aborted. */
  static async open(options: ClusterOptions): Promise<Cluster> {
    const { kubectl, transport, signal } = options;
    const goesByForward = transport === 'port-forward' || !HAS_SOCKETS;
    const starting = goesByForward ? undefined : KubectlProxy.start(kubectl, { signal });
    const asking = options.namespace ?? defaultNamespace(kubectl, { signal });
    const [proxy, namespace] = await Promise.allSettled([starting, asking]);
    if (proxy.status === 'rejected') throw proxy.reason;
    if (namespace.status === 'rejected') {
      await proxy.value?.close();
      throw namespace.reason;
    }
    const proxySocket = proxy.value?.socketPath;
    return new Cluster({ kubectl, transport, proxySocket, namespace: namespace.value }, proxy.value);
  }

  get namespace(): string {
    return this.link.namespace;
  }

  /** How a pod of the namespace is reached, from any thread, while this is open. */
  address(pod: string): PodAddress {
    return { ...this.link, pod };
  }

  /** Runs a program in a container to its end, by `kubectl exec`. @throws {KubeError} */
  exec({ pod, container, argv, timeoutMs, signal }: ExecOptions): Promise<KubectlRun> {
    const args = ['exec', pod, `--namespace=${this.namespace}`, `--container=${container}`, '--', ...argv];
    return runKubectl(this.link.kubectl, args, { timeoutMs, maxBytes: MOST_EXEC_BYTES, signal });
  }

  /**
   * The same in an ephemeral container that sees the processes of `container`, by `kubectl debug`. Kubernetes cannot take it away
   * again: it stays until the pod ends. @throws {KubeError}
   */
  execBeside({ pod, container, argv, timeoutMs, signal }: ExecOptions): Promise<KubectlRun> {
    const where = [`--namespace=${this.namespace}`, `--target=${container}`, `--image=${DEBUG_IMAGE}`];
    const args = ['debug', '--stdin', '--quiet', pod, ...where, '--', ...argv];
    return runKubectl(this.link.kubectl, args, { timeoutMs, maxBytes: MOST_EXEC_BYTES, signal });
  }

  /** Lets go of the API, and ends the kubectl that was started for this. Resolves in bounded time, and never rejects. */
  async close(): Promise<void> {
    this.api.close();
    await this.#proxy?.close();
  }
}
