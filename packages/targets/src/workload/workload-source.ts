import type { LiveProcess } from '../live-process.js';
import type { WatchedPod } from './watched-pod.js';

/** The pods of a workload, and the processes in them. Errors are `HeaptideError`. */
export interface WorkloadSource {
  /** What the user typed, for headings. Hostile text until sanitised. */
  readonly name: string;
  readonly namespace: string;
  /**
   * All pods of the workload, at once and then after every change; changes that come together are told together. Ends when
   * `signal` aborts; throws when the cluster cannot be watched any more, and may then be asked again.
   */
  pods(signal: AbortSignal): AsyncIterable<readonly WatchedPod[]>;
  /** The process of a pod. Nothing is dialled before it is asked for something. */
  connect(pod: WatchedPod): LiveProcess;
  /** Bytes that each pod uses as the cluster measures it, by name of the pod; `undefined` where nothing measures. */
  usage(signal: AbortSignal): Promise<ReadonlyMap<string, number> | undefined>;
  /** Ends what it owns. Resolves in bounded time, and never rejects. */
  close(): Promise<void>;
}
