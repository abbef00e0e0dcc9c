import type { TransportChoice } from '@heaptide/kube';

/** They stand here, since telling them must not load what reaches pods. */
export const TRANSPORT_CHOICES: readonly TransportChoice[] = ['auto', 'spdy', 'websocket', 'port-forward'];
