import type { Transport, TransportChoice } from '@heaptide/kube';
import type { Faults, UpgradeCounts } from '../../support/fake-kube/index.js';
import type { KubectlRelease } from '../../support/kubectl-releases.js';

/** How bytes are to get into pods, and what has to show that they went so. */
export interface Way {
  readonly name: string;
  readonly asked: TransportChoice;
  readonly used: Transport;
  /** What of the cluster stands in the way of others. */
  readonly faults: Partial<Faults>;
  /** What kubectl's proxy, for its part, lets nobody ask for. */
  readonly rejected?: string;
}

export const SPDY: Way = { name: 'SPDY', asked: 'auto', used: 'spdy', faults: {} };

export const WEBSOCKET: Way = {
  name: 'WebSocket',
  asked: 'websocket',
  used: 'websocket',
  faults: { refuseSpdy: 403 },
};

export const WITHOUT_SPDY: readonly Way[] = [
  ...[400, 403, 405, 501].map((status): Way => ({
    name: `SPDY refused with ${status}`,
    asked: 'auto',
    used: 'websocket',
    faults: { refuseSpdy: status },
  })),
  { name: 'SPDY that breaks at once', asked: 'auto', used: 'websocket', faults: { breakUpgraded: 'spdy' } },
];

export const PORT_FORWARD: Way = {
  name: 'port-forward',
  asked: 'port-forward',
  used: 'port-forward',
  faults: {},
};

export const WITHOUT_UPGRADES: Way = {
  name: 'a proxy without upgrades',
  asked: 'auto',
  used: 'port-forward',
  faults: {},
  rejected: '/portforward$',
};

/** The tunnel that a way takes in the end; kubectl's own have been WebSockets since 1.31. */
export function tunnelOf({ used }: Way, { minor }: KubectlRelease): keyof UpgradeCounts {
  if (used !== 'port-forward') return used;
  return minor >= 31 ? 'websocket' : 'spdy';
}
