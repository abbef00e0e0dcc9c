import { apiTime } from './api-object.js';
import type { ContainerState, ContainerStatus, PodObject } from './pod-object.js';

/** How a container's run ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  /** `OOMKilled`, `Error`, `Completed`. */
  readonly reason: string;
  readonly signal?: number;
  readonly message?: string;
  /** Now when absent. */
  readonly finishedAt?: Date;
  /** Does not start anew, but waits: `CrashLoopBackOff`. */
  readonly waiting?: string;
}

/** The pod after the end of a container's run and its restart in place. Throws when it has no such container. */
export function restartedPod(pod: PodObject, container: string, end: ContainerEnd): PodObject {
  const { containerStatuses } = pod.status;
  if (!containerStatuses.some(({ name }) => name === container)) throw new Error(`no container ${container}`);
  return {
    ...pod,
    status: {
      ...pod.status,
      containerStatuses: containerStatuses.map((status) =>
        status.name === container ? restarted(status, end) : status,
      ),
    },
  };
}

function restarted(status: ContainerStatus, end: ContainerEnd): ContainerStatus {
  const { exitCode, reason, signal, message, finishedAt = new Date(), waiting } = end;
  const lastState: ContainerState = {
    terminated: {
      exitCode,
      reason,
      ...(signal !== undefined && { signal }),
      ...(message !== undefined && { message }),
      startedAt: status.state.running?.startedAt ?? apiTime(finishedAt),
      finishedAt: apiTime(finishedAt),
    },
  };
  const state: ContainerState =
    waiting === undefined
      ? { running: { startedAt: apiTime(new Date(finishedAt.getTime() + 1_000)) } }
      : { waiting: { reason: waiting } };
  return {
    ...status,
    ready: waiting === undefined,
    restartCount: status.restartCount + 1,
    state,
    lastState,
  };
}
