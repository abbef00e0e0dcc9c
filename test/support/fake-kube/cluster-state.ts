import type { Faults } from './faults.js';
import type { LocalProcesses } from './local-processes.js';
import type { ObjectStore } from './objects/object-store.js';
import type { PodMetrics } from './pod-metrics.js';
import type { PodRuntimes } from './pod-runtimes.js';
import type { ServerSession } from './spdy/server-session.js';
import type { Usage } from './usage.js';

/** All that a fake cluster is, as its handlers see it. */
export interface ClusterState {
  readonly store: ObjectStore;
  readonly runtimes: PodRuntimes;
  readonly metrics: PodMetrics;
  readonly faults: Faults;
  readonly usage: Usage;
  readonly processes: LocalProcesses;
  /** The tunnels that stand, by the pod (`NAMESPACE/NAME`) that they lead into. */
  readonly forwards: Map<ServerSession, string>;
  /** Ends a watch each. */
  readonly watches: Set<WatchControl>;
}

export interface WatchControl {
  end(): void;
  bookmark(): void;
}

/** How long a handler waits before it answers: the fault `latencyMs`. */
export function latency({ faults }: ClusterState): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, faults.latencyMs));
}
