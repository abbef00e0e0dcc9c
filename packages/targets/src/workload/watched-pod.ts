/**
 * One life of the container that is watched in a pod. A container that was started again, and a pod that took the place of
 * another, are other ones. Plain data, so that it can cross threads; texts are those of the cluster, hostile until sanitised.
 */
export interface WatchedPod {
  /** `UID/CONTAINER/RESTARTS`: the same through one life, and through no other. */
  readonly key: string;
  readonly uid: string;
  readonly name: string;
  readonly container: string;
  /** Where the endpoint of an agent is looked for. */
  readonly port: number;
  /** Times that the container was started again in this pod. */
  readonly restarts: number;
  /** Only what runs can be asked for captures. */
  readonly state: 'running' | 'waiting' | 'ended';
  /** Why it does not run, such as `CrashLoopBackOff`. */
  readonly reason?: string;
  /** The pod is being deleted. */
  readonly isLeaving: boolean;
  /** Start of this life, milliseconds since 1970; of the pod where the container never ran. */
  readonly startedAt?: number;
  /** Bytes that the container may use. */
  readonly memoryLimit?: number;
  /** How the life before this one ended, or this one where it has. */
  readonly ending?: PodEnding;
}

/** How a container came to its end. */
export interface PodEnding {
  /** In a word or two, for a table: `OOMKilled`, `137, not OOMKilled`. */
  readonly short: string;
  /** In a sentence, for who wants to know why. */
  readonly words: string;
  /** The kernel, or V8 itself, found no memory. */
  readonly isOutOfMemory: boolean;
  /** Milliseconds since 1970. */
  readonly at?: number;
  /** How long it had run. */
  readonly uptimeMs?: number;
}

/** The key of one life of a container. */
export function podKey({
  uid,
  container,
  restarts,
}: Pick<WatchedPod, 'uid' | 'container' | 'restarts'>): string {
  return `${uid}/${container}/${restarts}`;
}
