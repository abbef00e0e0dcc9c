import type { ChosenPort, ContainerEnding, ContainerFacts, PodFacts } from '@heaptide/kube';
import { type PodEnding, podKey, type WatchedPod } from './watched-pod.js';

const OUT_OF_MEMORY: ReadonlySet<ContainerEnding['verdict']> = new Set(['oom-killed', 'v8-heap-limit']);

/** What is watched of a pod: one container of it, at a port. */
export function watchedPod(pod: PodFacts, { container, port }: ChosenPort): WatchedPod {
  const { uid, name, isTerminating, createdAt } = pod;
  const { state, restartCount: restarts, lastEnding } = container;
  const ending = state.kind === 'terminated' ? state.ending : lastEnding;
  const startedAt =
    state.kind === 'running'
      ? state.startedAt
      : state.kind === 'terminated'
        ? state.ending.startedAt
        : createdAt;
  const memoryLimit = Math.min(container.memoryLimit ?? Infinity, pod.memoryLimit ?? Infinity);
  const life = { uid, container: container.name, restarts };
  return {
    key: podKey(life),
    ...life,
    name,
    port,
    state: state.kind === 'running' ? 'running' : state.kind === 'terminated' ? 'ended' : 'waiting',
    ...reasonOf(pod, container),
    isLeaving: isTerminating,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(memoryLimit === Infinity ? {} : { memoryLimit }),
    ...(ending === undefined ? {} : { ending: podEnding(ending) }),
  };
}

function reasonOf({ reason, phase }: PodFacts, { state }: ContainerFacts): { readonly reason?: string } {
  const found =
    state.kind === 'waiting'
      ? (state.reason ?? reason ?? phase)
      : state.kind === 'terminated'
        ? (state.ending.reason ?? reason)
        : state.kind === 'unknown'
          ? (reason ?? phase)
          : undefined;
  return found === undefined ? {} : { reason: found };
}

function podEnding(ending: ContainerEnding): PodEnding {
  const { verdict, words, finishedAt, uptimeMs } = ending;
  return {
    short: shortWords(ending),
    words,
    isOutOfMemory: OUT_OF_MEMORY.has(verdict),
    ...(finishedAt === undefined ? {} : { at: finishedAt }),
    ...(uptimeMs === undefined ? {} : { uptimeMs }),
  };
}

function shortWords({ verdict, exitCode, reason }: ContainerEnding): string {
  const exit = exitCode === undefined ? 'ended' : String(exitCode);
  switch (verdict) {
    case 'oom-killed':
      return 'OOMKilled';
    case 'killed-not-marked':
      return `${exit}, not OOMKilled`;
    case 'v8-heap-limit':
      return 'V8 heap limit';
    case 'aborted':
      return `${exit}, abort`;
    case 'segfault':
      return `${exit}, segfault`;
    case 'stopped':
      return `${exit}, stopped`;
    case 'completed':
      return 'completed';
    case 'not-started':
      return reason ?? 'not started';
    case 'error':
      return `exit ${exit}`;
  }
}
