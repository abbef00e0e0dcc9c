/** What goes wrong in a fake cluster. Any field may be changed at any time and holds for what comes after. */
export interface Faults {
  /** Status with which WebSocket upgrades are refused. */
  refuseWebSockets: number | undefined;
  /** Status with which SPDY upgrades are refused. */
  refuseSpdy: number | undefined;
  /** These upgrades are answered with 101, and then the connection breaks. */
  breakUpgraded: 'spdy' | 'websocket' | undefined;
  /** Every request after so many more is answered with 401. */
  unauthorizedAfter: number | undefined;
  /** So many watches more are told that their version is gone: by an ERROR event in a 200, or by the status 410. */
  watchGone: { count: number; by: 'event' | 'status' } | undefined;
  /** A watch ends by itself after so long. */
  watchLifetimeMs: number | undefined;
  /** A list's `continue` token is no longer valid (410). */
  expireContinue: boolean;
  /** Ports of every pod on which nothing seems to listen. */
  readonly refusedPorts: Set<number>;
  /** Bytes a second that a pod sends over one forwarded connection. */
  podSendRate: number | undefined;
  /** Bytes a second that a pod takes over one forwarded connection. */
  podReceiveRate: number | undefined;
  /** Status with which pod metrics are refused: 404 is a cluster without a metrics server. */
  refuseMetrics: 404 | 503 | undefined;
  /**
   * What RBAC does not allow: `VERB RESOURCE`, such as `list pods`, `create pods/portforward`,
   * `list pods.metrics.k8s.io`; `*` is any verb. Access reviews answer accordingly.
   */
  readonly denied: Set<string>;
  /** Programs that no container has: `sh`, `node`, as they stand first in the command of an exec. */
  readonly missingPrograms: Set<string>;
  /** Time that passes before anything is answered. */
  latencyMs: number;
}

export function noFaults(): Faults {
  return {
    refuseWebSockets: undefined,
    refuseSpdy: undefined,
    breakUpgraded: undefined,
    unauthorizedAfter: undefined,
    watchGone: undefined,
    watchLifetimeMs: undefined,
    expireContinue: false,
    refusedPorts: new Set(),
    podSendRate: undefined,
    podReceiveRate: undefined,
    refuseMetrics: undefined,
    denied: new Set(),
    missingPrograms: new Set(),
    latencyMs: 0,
  };
}
