import type { ContainerFacts } from '../container-facts.js';
import type { PodFacts } from '../pod-facts.js';

/**
 * Tells one life of one container from every other: a restart in place counts up, and a pod that replaces another has another
 * uid. Captures with different keys are of different processes and must not be compared.
 */
export function seriesKey(
  { uid }: Pick<PodFacts, 'uid'>,
  container: Pick<ContainerFacts, 'name' | 'restartCount'>,
): string {
  return `${uid}/${container.name}/${container.restartCount}`;
}
