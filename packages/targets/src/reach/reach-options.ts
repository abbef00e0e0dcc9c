import type { TransportChoice } from '@heaptide/kube';

/** How a process is reached that is more than a URL. Data alone, so that it can cross threads. */
export interface ReachOptions {
  /** What kubectl is told by flags of the same names. */
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly namespace?: string;
  readonly as?: string;
  readonly asGroup?: readonly string[];
  /** Container of a pod that has several. */
  readonly container?: string;
  readonly transport?: TransportChoice;
  /** Go by the inspector of the process, since there is no agent in it. */
  readonly attach?: boolean;
  /** Have Kubernetes start a container beside it, where nothing in the pod can find the process. It stays in the pod. */
  readonly allowDebugContainer?: boolean;
  /** Mean bytes between two samples of an attached process. */
  readonly interval?: number;
  /** Milliseconds that an attached process is sampled for before the first capture is read. */
  readonly windowMs?: number;
}
