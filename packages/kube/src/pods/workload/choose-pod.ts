import { KubeError } from '../../kube-error.js';
import { clipWords } from '../clip-words.js';
import type { ContainerFacts } from '../container-facts.js';
import type { PodFacts } from '../pod-facts.js';

/** One pod out of those of a workload, for what reads one process. */
export interface ChosenPod {
  readonly pod: PodFacts;
  /** `pod/web-7c9, one of 4 of deploy/web`, where there was a choice. Hostile text until sanitised. */
  readonly words: string | undefined;
}

/**
 * Takes the pod that has most to tell: one that runs and is not going away; of these one that is ready; then the one
 * whose process has run longest, since what leaks has grown most there. `container` narrows what has to run.
 * @throws {KubeError} `not-running` where none runs, with the reasons.
 */
export function choosePod(pods: readonly PodFacts[], name: string, container?: string): ChosenPod {
  const candidates = pods.filter((pod) => runningSince(pod, container) !== undefined);
  const [best] = candidates.sort(
    (a, b) =>
      Number(a.isTerminating) - Number(b.isTerminating) ||
      Number(b.isReady) - Number(a.isReady) ||
      runningSince(a, container)! - runningSince(b, container)! ||
      (a.name < b.name ? -1 : 1),
  );
  if (best === undefined) throw new KubeError('not-running', notRunningWords(pods, name, container));
  const words = pods.length > 1 ? `pod/${best.name}, one of ${pods.length} of ${name}` : undefined;
  return { pod: best, words };
}

/** When the longest of the containers that run began, in milliseconds of the epoch; `undefined` where none runs. */
function runningSince(pod: PodFacts, container: string | undefined): number | undefined {
  const starts = pod.containers
    .filter(({ name, kind }) => (container === undefined ? kind !== 'ephemeral' : name === container))
    .flatMap(({ state }) => (state.kind === 'running' ? (state.startedAt ?? Infinity) : []));
  return starts.length === 0 ? undefined : Math.min(...starts);
}

const MOST_REASONS = 5;

function notRunningWords(pods: readonly PodFacts[], name: string, container: string | undefined): string {
  const counts = new Map<string, number>();
  for (const pod of pods) {
    const standing = standingWords(pod, container);
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  const reasons = [...counts].slice(0, MOST_REASONS).map(([standing, count]) => {
    return pods.length === 1 ? standing : `${count} ${standing}`;
  });
  const what = container === undefined ? name : `container ${container} of ${name}`;
  return clipWords(`nothing of ${what} runs: ${reasons.join(', ')}`);
}

/** Why a pod does not run, in a word or two. */
function standingWords(pod: PodFacts, container: string | undefined): string {
  const containers = pod.containers.filter(({ name }) => container === undefined || name === container);
  return (
    containers.map(stateReason).find((reason) => reason !== undefined) ?? pod.reason ?? pod.phase ?? 'unknown'
  );
}

function stateReason({ state }: ContainerFacts): string | undefined {
  if (state.kind === 'waiting') return state.reason;
  return state.kind === 'terminated' ? (state.ending.reason ?? 'terminated') : undefined;
}
