import { apiTime } from './objects/api-object.js';

/** What one container uses, as quantities: `64Mi`, `3m`. */
export interface ContainerUsage {
  readonly memory: string;
  /** `1m` when absent. */
  readonly cpu?: string;
}

export interface PodMetricsObject {
  readonly kind: 'PodMetrics';
  readonly apiVersion: 'metrics.k8s.io/v1beta1';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly creationTimestamp: string;
  };
  readonly timestamp: string;
  readonly window: string;
  readonly containers: readonly { readonly name: string; readonly usage: { cpu: string; memory: string } }[];
}

/** What a metrics server last saw of each pod. */
export class PodMetrics {
  readonly #metrics = new Map<string, PodMetricsObject>();

  set(
    namespace: string,
    name: string,
    labels: Readonly<Record<string, string>>,
    containers: Readonly<Record<string, ContainerUsage>>,
    seenAt: Date,
  ): void {
    this.#metrics.set(`${namespace}/${name}`, {
      kind: 'PodMetrics',
      apiVersion: 'metrics.k8s.io/v1beta1',
      metadata: { name, namespace, labels, creationTimestamp: apiTime(seenAt) },
      timestamp: apiTime(seenAt),
      window: '15s',
      containers: Object.entries(containers).map(([container, { memory, cpu = '1m' }]) => ({
        name: container,
        usage: { cpu, memory },
      })),
    });
  }

  get(namespace: string, name: string): PodMetricsObject | undefined {
    return this.#metrics.get(`${namespace}/${name}`);
  }

  list(namespace?: string): readonly PodMetricsObject[] {
    const all = [...this.#metrics.values()];
    return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  }

  delete(namespace: string, name: string): void {
    this.#metrics.delete(`${namespace}/${name}`);
  }
}
