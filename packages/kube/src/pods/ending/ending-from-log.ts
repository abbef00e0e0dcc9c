import type { KubeApi } from '../../api/kube-api.js';
import { KubeError } from '../../kube-error.js';
import type { PodFacts } from '../pod-facts.js';
import { podsPath } from '../workload/pod-scope.js';
import { type ContainerEnding, endingWithLog, isOpen } from './container-ending.js';

/** V8 writes its last words at the end, with a stack of some dozen lines. */
const LOG_LINES = '200';
const LOG_BYTES = String(256 * 1024);

/**
 * How a container's last life ended, with its log asked where that may tell more. A log that is gone, or that we may not
 * see, leaves the ending as it is.
 */
export async function endingFromLog(
  api: Pick<KubeApi, 'getText'>,
  { namespace, name }: Pick<PodFacts, 'namespace' | 'name'>,
  container: { readonly name: string; readonly lastEnding: ContainerEnding | undefined },
  signal?: AbortSignal,
): Promise<ContainerEnding | undefined> {
  const { lastEnding } = container;
  if (lastEnding === undefined || !isOpen(lastEnding)) return lastEnding;
  try {
    const log = await api.getText(`${podsPath(namespace)}/${encodeURIComponent(name)}/log`, {
      query: { container: container.name, previous: 'true', tailLines: LOG_LINES, limitBytes: LOG_BYTES },
      ...(signal === undefined ? {} : { signal }),
    });
    return endingWithLog(lastEnding, log);
  } catch (error) {
    if (error instanceof KubeError) return lastEnding;
    throw error;
  }
}
