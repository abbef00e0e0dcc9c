import type { KubectlOptions } from '../kubectl/kubectl-options.js';

/** How bytes get into a pod. */
export type Transport = 'spdy' | 'websocket' | 'port-forward';

/** `auto` takes the first of them that the cluster lets through. */
export type TransportChoice = Transport | 'auto';

/** All that is needed to reach a pod from any thread while the `kubectl proxy` of another one runs. Data alone. */
export interface PodAddress {
  readonly kubectl: KubectlOptions;
  /** Socket of a `kubectl proxy` that somebody else owns; absent where none runs, so that only `port-forward` is left. */
  readonly proxySocket: string | undefined;
  readonly transport: TransportChoice;
  readonly namespace: string;
  readonly pod: string;
}
