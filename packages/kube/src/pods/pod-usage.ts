import type { KubeApi } from '../api/kube-api.js';
import { KubeError } from '../kube-error.js';
import { ApiValue } from './api-value.js';
import { memoryBytes } from './quantity.js';

/** Memory of a pod as the metrics server last measured it: the working set, which lags behind by up to a minute. Bytes. */
export interface PodUsage {
  readonly bytes: number;
  readonly byContainer: ReadonlyMap<string, number>;
  /** Milliseconds of the epoch; `undefined` where it does not say. */
  readonly measuredAt: number | undefined;
}

export interface PodUsageOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Usage of the pods of a namespace by name; `undefined` where the cluster measures none, does not let us see it, or cannot tell
 * just now: metrics are an extra, so no {@link KubeError} comes of them.
 */
export async function podUsage(
  api: Pick<KubeApi, 'list'>,
  namespace: string,
  options: PodUsageOptions = {},
): Promise<ReadonlyMap<string, PodUsage> | undefined> {
  const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${encodeURIComponent(namespace)}/pods`;
  try {
    const { items } = await api.list(path, options);
    return new Map(items.flatMap(usageOf));
  } catch (error) {
    if (error instanceof KubeError) return undefined;
    throw error;
  }
}

function usageOf(item: unknown): readonly (readonly [string, PodUsage])[] {
  const value = new ApiValue(item);
  const name = value.at('metadata', 'name').text;
  if (name === undefined) return [];
  const byContainer = new Map<string, number>();
  for (const container of value.at('containers').items) {
    const bytes = memoryBytes(container.at('usage', 'memory'));
    const of = container.at('name').text;
    if (of !== undefined && bytes !== undefined) byContainer.set(of, bytes);
  }
  if (byContainer.size === 0) return [];
  const bytes = [...byContainer.values()].reduce((sum, one) => sum + one, 0);
  return [[name, { bytes, byContainer, measuredAt: value.at('timestamp').moment }]];
}
