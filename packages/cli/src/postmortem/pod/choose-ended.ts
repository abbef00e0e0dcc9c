import type { ContainerFacts, PodFacts } from '@heaptide/kube';

/** A container and the pod it belongs to. */
export interface EndedContainer {
  readonly pod: PodFacts;
  readonly container: ContainerFacts;
}

/**
 * The container that ended last among pods, `name` narrowing them; of those that never ended the first. `undefined` only
 * where no pod has such a container.
 */
export function chooseEnded(pods: readonly PodFacts[], name?: string): EndedContainer | undefined {
  const all = pods.flatMap((pod) =>
    pod.containers
      .filter((container) => name === undefined || container.name === name)
      .map((container) => ({ pod, container })),
  );
  return all.sort((a, b) => endedAt(b) - endedAt(a))[0];
}

function endedAt({ container: { state, lastEnding } }: EndedContainer): number {
  const ending = state.kind === 'terminated' ? state.ending : lastEnding;
  return ending === undefined ? -Infinity : (ending.finishedAt ?? 0);
}
