import type { ContainerFacts, PodFacts } from '@heaptide/kube';

/**
 * What of `before` did not hold until `after`, a sentence each: every pod still runs, none of its containers restarted, and
 * none was killed for memory. A pod that is new since is none of them.
 */
export function brokenPods(before: readonly PodFacts[], after: readonly PodFacts[]): readonly string[] {
  const byUid = new Map(after.map((pod) => [pod.uid, pod]));
  return before.flatMap((pod) => {
    const now = byUid.get(pod.uid);
    if (now === undefined) return [`pod ${pod.name} is gone`];
    const isRunning = now.phase === 'Running' && !now.isTerminating;
    const state = now.isTerminating ? 'being deleted' : (now.phase ?? 'in no phase');
    return [
      ...(isRunning ? [] : [`pod ${pod.name} is ${state}`]),
      ...now.containers.flatMap((container) => brokenContainer(pod, container)),
    ];
  });
}

function brokenContainer(pod: PodFacts, now: ContainerFacts): readonly string[] {
  const then = pod.containers.find(({ name }) => name === now.name);
  if (then === undefined) return [];
  const restarts = now.restartCount - then.restartCount;
  const where = `container ${now.name} of pod ${pod.name}`;
  if (restarts > 0) {
    const how = now.lastEnding === undefined ? '' : `; ${now.lastEnding.words}`;
    return [`${where} restarted${restarts === 1 ? '' : ` ${restarts} times`}${how}`];
  }
  if (now.state.kind === 'terminated') return [`${where} has ended: ${now.state.ending.words}`];
  if (now.state.kind === 'waiting') return [`${where} waits: ${now.state.reason ?? 'no reason given'}`];
  return [];
}
